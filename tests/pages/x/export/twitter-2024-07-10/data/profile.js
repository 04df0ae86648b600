window.YTD.profile.part0 = [
  {
    "profile": {
      "description": {
        "bio": "Year 4 teacher at Wrenfold Primary School. Views my own.",
        "website": "",
        "location": "Ashermouth"
      },
      "avatarMediaUrl": "https://pbs.example/a.jpg"
    }
  }
]
