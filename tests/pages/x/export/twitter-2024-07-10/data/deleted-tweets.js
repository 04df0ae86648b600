window.YTD.deleted_tweets.part0 = [
  {
    "tweet": {
      "id_str": "1600000000000000001",
      "created_at": "Tue Dec 06 10:00:00 +0000 2022",
      "full_text": "My new number is 07700 900456, text me",
      "entities": {}
    }
  }
]
