#include "hr/desk/desk.h"

#include <regex>
#include <set>

#include "hr/act_log.h"
#include "hr/desk/place.h"
#include "hr/office.h"
#include "hr/users.h"

using namespace gh;
using namespace gh::hr;
using tests::fine;
using tests::the;

namespace {

const std::string words = "otter lamp river chalk";
const std::string staff =
    "Name,Email,School,Role\n"
    "Mina Okafor-Tull,mina@oak.example,Oak Primary,Teacher\n"
    "<script>alert(1)</script>,script@oak.example,Oak Primary,Teacher\n"
    "Joe Penrose,joe@ash.example,Ash Academy,Office\n";
const std::vector<std::string> names{"Okafor-Tull", "mina@oak.example", "joe@ash.example", "Penrose",
                                     "script@oak.example"};

// A ledger with a campaign that runs, one officer and one viewer, and a dashboard over it.
struct Desks : tests::Office {
  std::int64_t now = 1'795'000'000;  // November 2026

  template <class Check>
  void on_both_desks(Check check) {
    on_both([&](Ledger& ledger) {
      import(ledger, staff);
      running(ledger);
      fine(add_user(ledger, {"ann", UserRole::officer}, words));
      fine(add_user(ledger, {"board", UserRole::viewer}, words));
      Setting setting{GH_ROOT, "", tests::day("2026-11-20"), 1'795'000'000, "command line"};
      Desk desk = the(Desk::open(ledger, setting, {.now = [this] { return now; }}));
      check(ledger, desk);
    });
  }
};

serve::Request get(const std::string& path, const std::string& cookie = "") {
  serve::Request request{"GET", path, {}, {}, "", "127.0.0.1", {}};
  if (const std::size_t question = path.find('?'); question != std::string::npos) {
    request.query = serve::read_fields(path.substr(question + 1));
    request.path = path.substr(0, question);
  }
  if (!cookie.empty()) request.headers["cookie"] = cookie;
  return request;
}

serve::Request post(const std::string& path, const std::string& form, const std::string& cookie = "") {
  serve::Request request = get(path, cookie);
  request.method = "POST";
  request.headers["content-type"] = "application/x-www-form-urlencoded";
  request.body = form;
  return request;
}

// As a browser sends a form with files: fields, then files by field, name and bytes.
serve::Request post_files(const std::string& path, const std::map<std::string, std::string>& fields,
                          const std::vector<serve::Upload>& files, const std::string& cookie) {
  serve::Request request = post(path, "", cookie);
  request.headers["content-type"] = "multipart/form-data; boundary=----edge";
  const auto part = [&](const std::string& about, const std::string& bytes) {
    request.body += "------edge\r\nContent-Disposition: form-data; " + about + "\r\n\r\n" + bytes + "\r\n";
  };
  for (const auto& [name, value] : fields) part("name=\"" + name + "\"", value);
  for (const serve::Upload& file : files)
    part("name=\"" + file.field + "\"; filename=\"" + file.name + "\"", file.bytes);
  request.body += "------edge--\r\n";
  return request;
}

// The hidden fields of the last form of a page.
std::map<std::string, std::string> kept_fields(const std::string& page) {
  std::map<std::string, std::string> fields;
  const std::regex hidden("type=\"hidden\" name=\"([a-z_]+)\" value=\"([^\"]*)\"");
  for (std::sregex_iterator at(page.begin(), page.end(), hidden), end; at != end; ++at)
    fields[(*at)[1]] = (*at)[2];
  return fields;
}

std::string header(const serve::Response& response, const std::string& name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

serve::Response log_in_as(Desk& desk, const std::string& user, const std::string& passphrase) {
  return desk.answer(post("/login", "name=" + user + "&passphrase=" + passphrase));
}

// The cookie of somebody who has logged in.
std::string cookie_of(Desk& desk, const std::string& user) {
  const auto response = log_in_as(desk, user, "otter+lamp+river+chalk");
  BOOST_REQUIRE(response.status == 303);
  return header(response, "Set-Cookie").substr(0, header(response, "Set-Cookie").find(';'));
}

std::string token_of(Desk& desk, const std::string& cookie) {
  const std::string page = desk.answer(get("/figures", cookie)).body;
  std::smatch found;
  BOOST_REQUIRE(std::regex_search(page, found, std::regex("name=\"token\" value=\"([0-9a-f]+)\"")));
  return found[1];
}

std::string with_number(std::string path) {
  if (const std::size_t at = path.find("{}"); at != path.npos) path.replace(at, 2, "1");
  return path;
}

std::int64_t count_acts(Ledger& ledger) {
  return the(ledger.number("SELECT COUNT(*) FROM acts")).value_or(-1);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(desk, Desks)

BOOST_AUTO_TEST_CASE(every_place_is_a_log_in_for_a_stranger) {
  on_both_desks([&](Ledger& ledger, Desk& desk) {
    const std::int64_t before = count_acts(ledger);
    for (const Place& place : desk_places()) {
      const std::string path = with_number(place.path);
      const auto response = desk.answer(place.deed ? post(path, "token=x") : get(path));
      BOOST_TEST(response.status == 303, path);
      BOOST_TEST(header(response, "Location") == "/login", path);
    }
    BOOST_TEST(count_acts(ledger) == before);
  });
}

BOOST_AUTO_TEST_CASE(a_viewer_sees_figures_and_no_name) {
  on_both_desks([&](Ledger&, Desk& desk) {
    const std::string viewer = cookie_of(desk, "board"), token = token_of(desk, cookie_of(desk, "ann"));
    (void)token;
    for (const Place& place : desk_places()) {
      const std::string path = with_number(place.path);
      const auto response = desk.answer(place.deed ? post(path, "token=x", viewer) : get(path, viewer));
      BOOST_TEST((response.status == 403) == (place.least == UserRole::officer),
                 path << " " << response.status);
      for (const std::string& name : names) BOOST_TEST(response.body.find(name) == std::string::npos, path);
    }
  });
}

BOOST_AUTO_TEST_CASE(an_officer_sees_every_page_and_a_look_changes_nothing) {
  on_both_desks([&](Ledger& ledger, Desk& desk) {
    const std::string officer = cookie_of(desk, "ann");
    const std::int64_t before = count_acts(ledger);
    std::set<std::string> seen;
    for (const Place& place : desk_places()) {
      if (place.deed) continue;
      const auto response = desk.answer(get(with_number(place.path), officer));
      // Files of figures are there once they were worked out.
      const bool none_yet = place.path.starts_with("/figures.");
      BOOST_TEST(response.status == (none_yet ? 404 : 200), place.path);
      if (place.show) BOOST_TEST(response.body.find("<script>alert") == std::string::npos, place.path);
      BOOST_TEST(response.body.size() < 60'000u, place.path);
      seen.insert(place.path);
    }
    BOOST_TEST(seen.size() >= 13u);
    BOOST_TEST(desk.answer(get("/people", officer)).body.find("&lt;script&gt;") != std::string::npos);
    BOOST_TEST(desk.answer(get("/static/desk.css")).status == 200);
    BOOST_TEST(desk.answer(get("/static/style.css")).status == 200);
    BOOST_TEST(desk.answer(get("/static/login.html")).status == 404);
    BOOST_TEST(count_acts(ledger) == before);
  });
}

BOOST_AUTO_TEST_CASE(each_deed_is_one_line_in_the_log_and_a_refused_one_is_none) {
  on_both_desks([&](Ledger& ledger, Desk& desk) {
    const std::string officer = cookie_of(desk, "ann"), token = token_of(desk, officer);
    struct Try {
      std::string path, form;
      int status;
      std::string act, subject;
    };
    for (const Try& one : std::vector<Try>{
             {"/campaigns", "name=Spring", 303, "campaign new", "campaign Spring"},
             {"/campaigns", "name=Spring", 422, "", ""},  // there is one
             {"/campaigns/1/pause", "", 303, "campaign pause", "campaign A"},
             {"/campaigns/1/pause", "", 409, "", ""},
             {"/campaigns/1/resume", "", 303, "campaign resume", "campaign A"},
             {"/campaigns/1/close", "name=B", 422, "", ""},
             {"/campaigns/9/pause", "", 404, "", ""},
             {"/campaigns/x/pause", "", 404, "", ""},
             {"/campaigns/2/confirm", "people=2", 409, "", ""},
             {"/campaigns/2/confirm", "people=many", 422, "", ""},
             {"/campaigns/2/confirm", "people=3", 303, "campaign confirm", "campaign Spring"},
             {"/campaigns/2/close", "name=Spring", 303, "campaign close", "campaign Spring"},
             {"/people/1/adjust", "days=14", 303, "campaign adjust", "person 1"},
             {"/people/1/adjust", "days=0", 422, "", ""},
             {"/people/1/adjust", "days=3&until=2027-01-11", 422, "", ""},
             {"/people/1/adjust", "until=soon", 422, "", ""},
             {"/people/2/adjust", "done_on=2026-11-19", 303, "campaign adjust", "person 2"},
             {"/people/3/absence", "kind=leave&until=2027-01-11", 303, "person absence", "person 3"},
             {"/people/3/absence", "kind=holiday", 422, "", ""},
             {"/people/3/erase", "address=joe", 422, "", ""},
             {"/people/3/erase", "address=Joe@ash.example", 303, "person erase", "person 3"},
             {"/people/3/erase", "address=joe@ash.example", 404, "", ""},
             {"/receipts", "receipts=nonsense", 200, "receipts take", "0 receipts"},
             {"/receipts", "", 422, "", ""},
             {"/figures", "", 303, "figures freeze", "campaign A"},
             {"/notes", "issue=Few+at+Oak&action=Ask", 303, "notes add", "note 1"},
             {"/notes", "issue=Few+at+Oak", 422, "", ""},
             {"/notes/1/close", "", 303, "notes close", "note 1"},
             {"/notes/1/close", "", 404, "", ""},
         }) {
      const std::int64_t before = count_acts(ledger);
      const auto response = desk.answer(post(one.path, one.form + "&token=" + token, officer));
      BOOST_TEST(response.status == one.status, one.path << " " << one.form << ": " << response.status);
      BOOST_TEST(count_acts(ledger) == before + (one.act.empty() ? 0 : 1), one.path << " " << one.form);
      if (one.act.empty()) continue;
      const Act act = the(acts(ledger, 1)).front();
      BOOST_TEST(act.act == one.act);
      BOOST_TEST(act.subject == one.subject);
      BOOST_TEST(act.who == "ann");
    }
    BOOST_TEST(!the(check_acts(ledger)).broken.has_value());
    for (const char* file : {"/figures.csv", "/figures.json", "/figures.html", "/figures.svg"})
      BOOST_TEST(desk.answer(get(file, officer)).status == 200, file);
    BOOST_TEST(
        the(ledger.number("SELECT COUNT(*) FROM people WHERE address = 'joe@ash.example'")).value_or(-1) ==
        0);
  });
}

BOOST_AUTO_TEST_CASE(a_list_of_staff_is_looked_at_first_and_then_taken_in) {
  on_both_desks([&](Ledger& ledger, Desk& desk) {
    const std::string officer = cookie_of(desk, "ann"), token = token_of(desk, officer);
    const auto people = [&] {
      return the(ledger.number("SELECT COUNT(*) FROM people WHERE left_on IS NULL")).value_or(-1);
    };
    const std::int64_t before = count_acts(ledger);
    // "Zo\xEB" is windows-1252: the bytes come back from the browser as they were.
    const std::string longer =
        staff + "Zo\xEB Adeyemi,zoe@oak.example,Oak Primary,Head\nNobody,nowhere,Oak Primary,Head\n";
    const auto looked = desk.answer(
        post_files("/people/roster", {{"token", token}}, {{"file", "new staff.csv", longer}}, officer));
    BOOST_TEST(looked.status == 200);
    for (const char* words :
         {"new staff.csv", "1 row is bad", "row 6", "1 person joins", "Zo\xC3\xAB Adeyemi"})
      BOOST_TEST(looked.body.find(words) != std::string::npos, words);
    BOOST_TEST(people() == 3);
    BOOST_TEST(count_acts(ledger) == before);
    const auto taken = desk.answer(post_files("/people/roster", kept_fields(looked.body), {}, officer));
    BOOST_TEST(taken.status == 200);
    BOOST_TEST(taken.body.find("The list is up to date") != std::string::npos);
    BOOST_TEST(taken.body.find("name=\"kept\"") == std::string::npos);
    BOOST_TEST(people() == 4);
    BOOST_TEST(count_acts(ledger) == before + 1);
    BOOST_TEST(the(acts(ledger, 1)).front().act == "roster import");
    BOOST_TEST(the(acts(ledger, 1)).front().subject == "4 people");
    // Two go, and one comes back: the same desk, again and again.
    const std::string shorter = staff.substr(0, staff.find("Joe"));
    const auto fewer = desk.answer(post_files("/people/roster", {{"token", token}, {"sure", "yes"}},
                                              {{"file", "a.csv", shorter}}, officer));
    BOOST_TEST(fewer.status == 200);
    BOOST_TEST(people() == 2);
    BOOST_TEST(
        desk.answer(post_files("/people/roster", {{"token", token}, {"sure", "yes"}, {"add_only", "yes"}},
                               {{"file", "a.csv", staff}}, officer))
            .status == 200);
    BOOST_TEST(people() == 3);
  });
}

BOOST_AUTO_TEST_CASE(what_is_no_list_of_staff_changes_nothing) {
  on_both_desks([&](Ledger& ledger, Desk& desk) {
    const std::string officer = cookie_of(desk, "ann"), token = token_of(desk, officer);
    const std::int64_t before = count_acts(ledger);
    struct Try {
      std::map<std::string, std::string> fields;
      std::string bytes;
      int status;
      std::string said;
    };
    std::string many = "Name,Email\n";
    for (int i = 0; i < 20; ++i) many += "P,p" + std::to_string(i) + "@oak.example\n";
    import(ledger, many);
    for (const Try& one : std::vector<Try>{
             {{{"token", token}}, "\x89PNG\r\n", 422, "a.csv"},
             {{{"token", token}}, "", 422, "a.csv"},
             {{{"token", token}}, std::string((12u << 20) + 1, 'x'), 422, "larger than 12 MB"},
             {{{"token", token}, {"leavers", "some"}}, staff, 422, "no number of people"},
             {{{"token", token}, {"preset", "abacus"}}, staff, 422, "there is no preset"},
             {{{"token", token}, {"sure", "yes"}}, staff, 409, "20 of 20 people would leave"},
             {{{"token", token}, {"sure", "yes"}, {"leavers", "19"}},
              staff,
              409,
              "20 people would leave, not 19"},
             {{{"token", "x"}, {"sure", "yes"}}, staff, 403, "another log-in"},
         }) {
      const auto response =
          desk.answer(post_files("/people/roster", one.fields, {{"file", "a.csv", one.bytes}}, officer));
      BOOST_TEST(response.status == one.status, one.said << ": " << response.status);
      BOOST_TEST(response.body.find(one.said) != std::string::npos, one.said);
    }
    BOOST_TEST(desk.answer(post_files("/people/roster", {{"token", token}}, {}, officer))
                   .body.find("choose the CSV file") != std::string::npos);
    BOOST_TEST(count_acts(ledger) == before);
    BOOST_TEST(the(ledger.number("SELECT COUNT(*) FROM people WHERE left_on IS NULL")).value_or(-1) == 20);
  });
}

BOOST_AUTO_TEST_CASE(receipts_in_files_are_taken_one_by_one) {
  on_both_desks([&](Ledger& ledger, Desk& desk) {
    const std::string officer = cookie_of(desk, "ann"), token = token_of(desk, officer);
    const auto response =
        desk.answer(post_files("/receipts", {{"token", token}},
                               {{"files", "one.txt", "nonsense"}, {"files", "<b>.txt", ""}}, officer));
    BOOST_TEST(response.status == 200);
    for (const char* name : {"<b>one.txt</b>", "<b>&lt;b&gt;.txt</b>"})
      BOOST_TEST(response.body.find(name) != std::string::npos, name);
    BOOST_TEST(the(acts(ledger, 1)).front().subject == "0 receipts");
  });
}

BOOST_AUTO_TEST_CASE(a_form_of_another_session_changes_nothing) {
  on_both_desks([&](Ledger& ledger, Desk& desk) {
    const std::string officer = cookie_of(desk, "ann"), other = token_of(desk, cookie_of(desk, "ann"));
    const std::int64_t before = count_acts(ledger);
    for (const std::string& token : {std::string(), std::string("x"), other}) {
      for (const Place& place : desk_places()) {
        if (!place.deed) continue;
        BOOST_TEST(desk.answer(post(with_number(place.path), "token=" + token, officer)).status == 403,
                   place.path);
      }
    }
    BOOST_TEST(count_acts(ledger) == before);
  });
}

BOOST_AUTO_TEST_CASE(log_in_tells_nothing_begins_afresh_and_has_its_pace) {
  on_both_desks([&](Ledger& ledger, Desk& desk) {
    const auto wrong = log_in_as(desk, "ann", "wrong"), nobody = log_in_as(desk, "nobody", "wrong");
    BOOST_TEST(wrong.status == 403);
    BOOST_TEST(wrong.body == nobody.body);
    BOOST_TEST(the(acts(ledger, 1)).front().act == "log in refused");
    BOOST_TEST(the(acts(ledger, 1)).front().who == "somebody");
    // A cookie that somebody else planted is not carried on.
    const std::string planted = "session=" + std::string(64, 'a');
    const auto response = desk.answer(post("/login", "name=ann&passphrase=otter+lamp+river+chalk", planted));
    BOOST_TEST(header(response, "Set-Cookie").find(planted) == std::string::npos);
    for (const char* part : {"HttpOnly", "SameSite=Strict"})
      BOOST_TEST(header(response, "Set-Cookie").find(part) != std::string::npos);
    int refused = 0;
    for (int i = 0; i < 12; ++i) refused += log_in_as(desk, "ann", "wrong").status == 429 ? 1 : 0;
    BOOST_TEST(refused >= 4);
    now += 60;
    BOOST_TEST(log_in_as(desk, "ann", "wrong").status == 403);
  });
}

BOOST_AUTO_TEST_CASE(a_session_ends_by_time_by_log_out_and_with_its_user) {
  on_both_desks([&](Ledger& ledger, Desk& desk) {
    const auto is_in = [&](const std::string& cookie) {
      return desk.answer(get("/campaigns", cookie)).status == 200;
    };
    const std::string idle = cookie_of(desk, "ann");
    BOOST_TEST(is_in(idle));
    now += 16 * 60;
    BOOST_TEST(!is_in(idle));
    const std::string leaving = cookie_of(desk, "ann"), token = token_of(desk, leaving);
    BOOST_TEST(desk.answer(post("/logout", "token=x", leaving)).status == 403);
    BOOST_TEST(is_in(leaving));
    BOOST_TEST(desk.answer(post("/logout", "token=" + token, leaving)).status == 303);
    BOOST_TEST(!is_in(leaving));
    const std::string removed = cookie_of(desk, "ann");
    BOOST_TEST(is_in(removed));
    BOOST_TEST(the(remove_user(ledger, "ann")));
    BOOST_TEST(!is_in(removed));
    BOOST_TEST(header(desk.answer(get("/")), "Location") == "/login");
  });
}

BOOST_AUTO_TEST_CASE(people_are_found_by_a_part_of_their_name) {
  on_both_desks([&](Ledger&, Desk& desk) {
    const std::string officer = cookie_of(desk, "ann");
    const auto rows = [&](const std::string& query) {
      const std::string page = desk.answer(get("/people?" + query, officer)).body;
      std::size_t count = 0;
      for (std::size_t at = page.find("<th scope=\"row\">"); at != page.npos;
           at = page.find("<th scope=\"row\">", at + 1))
        ++count;
      return count;
    };
    for (const auto& [query, expected] :
         std::vector<std::pair<std::string, std::size_t>>{{"", 3},
                                                          {"q=okafor", 1},
                                                          {"q=PENROSE", 1},
                                                          {"q=oak.example", 2},
                                                          {"q=%25", 0},
                                                          {"q=_", 0},
                                                          {"state=open", 3},
                                                          {"state=done", 0},
                                                          {"state=open&q=joe", 1},
                                                          {"after=mina@oak.example", 1}})
      BOOST_TEST(rows(query) == expected, query << ": " << rows(query));
  });
}

BOOST_AUTO_TEST_SUITE_END()
