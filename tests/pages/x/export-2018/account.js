window.YTD.account.part0 = [ {
  "account" : {
    "email" : "maren.holloway@harebell.example",
    "createdVia" : "web",
    "username" : "maren_h",
    "accountId" : "900000001",
    "createdAt" : "2011-03-02T10:00:00.000Z",
    "accountDisplayName" : "Maren Holloway"
  }
} ]
