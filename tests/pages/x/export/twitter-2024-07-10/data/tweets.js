window.YTD.tweets.part0 = [
  {
    "tweet": {
      "id_str": "1808800000000000001",
      "created_at": "Thu Jul 04 10:00:00 +0000 2024",
      "full_text": "39 today. Cake in the staff room at Wrenfold Primary!",
      "entities": {}
    }
  },
  {
    "tweet": {
      "id_str": "1700000000000000001",
      "created_at": "Fri Sep 08 10:00:00 +0000 2023",
      "full_text": "Rain again.",
      "entities": {}
    }
  },
  {
    "tweet": {
      "id_str": "1700000000000000002",
      "retweeted": false,
      "created_at": "Fri Sep 08 11:00:00 +0000 2023",
      "full_text": "RT @gillprosser: I turned 50 today! My mobile is 07700 900777 and I teach at Pellow Heath Academy",
      "entities": {}
    }
  }
]
