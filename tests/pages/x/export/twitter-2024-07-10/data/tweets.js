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
  }
]
