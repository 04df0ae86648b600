window.YTD.tweet.part0 = [ {
  "retweeted" : false,
  "source" : "Twitter Web Client",
  "entities" : { },
  "id_str" : "1000000000000000001",
  "created_at" : "Wed Jul 04 10:00:00 +0000 2018",
  "full_text" : "33 today. Cake in the staff room at Wrenfold Primary School, where I teach!",
  "lang" : "en"
} ]
