window.YTD.screen_name_change.part0 = [ {
  "screenNameChange" : {
    "accountId" : "900000001",
    "screenNameChange" : { "changedAt" : "2015-01-02T10:00:00.000Z", "changedFrom" : "maren_tidswell", "changedTo" : "maren_h" }
  }
} ]
