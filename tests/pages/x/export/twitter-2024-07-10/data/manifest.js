window.__THAR_CONFIG = {
  "userInfo" : {"accountId" : "900000001", "userName" : "maren_h", "displayName" : "Maren Holloway"}
}
