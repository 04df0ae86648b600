#include "hr/mail/compose.h"

#include <set>

#include "base/file.h"
#include "base/text.h"
#include "hr/mail_campaign.h"

using namespace gh;
using namespace gh::hr;
using namespace gh::tests;

namespace {

Language language(const std::string& id) {
  return the(read_language(std::filesystem::path(GH_ROOT) / "data" / "mail" / (id + ".toml")));
}

CampaignWords campaign() {
  CampaignWords words;
  words.name = "Autumn check";
  words.tag = "7K3M";
  words.invitation_key = campaign_key;
  words.where = "At home or on a device of your own.";
  words.contact = "the HR office";
  words.links = "Policy: https://ash.example/policy?a=1&b=2";
  return words;
}

OutboxMail mail(const std::string& kind, std::int64_t step = 0) {
  OutboxMail one;
  one.id = 12;
  one.assignment = 5;
  one.kind = kind;
  one.step = step;
  one.address = "sian@oak.example";
  one.name = "Siân <b>{{name}}</b> & Son";
  one.deadline = "2026-12-11";
  one.school_name = "Oak School";
  return one;
}

base::Mail composed(const OutboxMail& one, std::int64_t count = 0) {
  return the(
      compose(test_profile(), campaign(), {language("en"), language("cy")}, one, count, 1'795'685'400));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(compose_mail)

BOOST_AUTO_TEST_CASE(says_all_in_both_languages) {
  const base::Mail written = composed(mail("invitation"));
  const std::string code = receipt::spell(the(invitation_for(campaign(), mail("invitation"))).value());
  BOOST_TEST(
      written.subject ==
      "Autumn check: please do it by 11 December 2026 / Autumn check: gwnewch hyn erbyn 11 Rhagfyr 2026");
  for (const std::string& words :
       {std::string("Dear Siân <b>{{name}}</b> & Son,"), code, "https://ash.example/start#" + code,
        std::string("Annwyl "), std::string("At home or on a device of your own.")})
    BOOST_TEST_CONTEXT(words) BOOST_TEST(written.text.find(words) != std::string::npos);
  BOOST_TEST(written.text.find("\n\n\n") == std::string::npos);
  BOOST_TEST(written.message_id == "gh.7K3M.12@ash.example");
  BOOST_TEST(written.automatic);
}

BOOST_AUTO_TEST_CASE(writes_a_page_that_nobody_can_count) {
  for (const char* kind : {"invitation", "reminder", "overdue", "done", "manager"}) {
    OutboxMail one = mail(kind);
    if (one.kind == "manager") one.assignment = 0;
    const std::string page = composed(one).page;
    BOOST_TEST_CONTEXT(page) {
      for (const char* thing : {"<img", "<script", "<link", "<style", "url(", "<iframe", "http://", "<b>"})
        BOOST_TEST(page.find(thing) == std::string::npos);
      BOOST_TEST(page.find("<html lang=\"en\">") != std::string::npos);
    }
  }
  const std::string page = composed(mail("invitation")).page;
  BOOST_TEST(
      page.find(
          "<a href=\"https://ash.example/policy?a=1&amp;b=2\">https://ash.example/policy?a=1&amp;b=2</a>") !=
      std::string::npos);
  BOOST_TEST(page.find("Siân &lt;b&gt;{{name}}&lt;/b&gt; &amp; Son") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(carries_one_calendar_entry_that_the_last_mail_takes_away) {
  const auto entry = [](const base::Mail& one) { return one.attached.front().bytes; };
  const std::string first = entry(composed(mail("invitation", 0)));
  const std::string second = entry(composed(mail("reminder", 2)));
  const std::string last = entry(composed(mail("done", 1'000)));
  for (const std::string& one : {first, second, last})
    BOOST_TEST(one.find("UID:gh.7K3M.5@ash.example\r\n") != std::string::npos);
  BOOST_TEST(first.find("SEQUENCE:0\r\n") != std::string::npos);
  BOOST_TEST(second.find("SEQUENCE:2\r\n") != std::string::npos);
  BOOST_TEST(first.find("BEGIN:VALARM") != std::string::npos);
  BOOST_TEST(last.find("METHOD:CANCEL\r\n") != std::string::npos);
  BOOST_TEST(last.find("SEQUENCE:1000\r\n") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(tells_a_manager_a_count_and_nobodys_name) {
  OutboxMail one = mail("manager");
  one.assignment = 0;
  one.name = "";
  const base::Mail many = composed(one, 17);
  BOOST_TEST(many.text.find("At Oak School, 17 of the people") != std::string::npos);
  BOOST_TEST(many.attached.empty());
  BOOST_TEST(many.text.find("7K3M-") == std::string::npos);
  BOOST_TEST(composed(one, 4).text.find("At Oak School, fewer than 5 of") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(knows_its_own_ids_again) {
  BOOST_TEST(outbox_id_of("gh.7K3M.12@ash.example", "7K3M").value_or(0) == 12);
  for (const char* other :
       {"gh.7K3M.12", "gh.7K3N.12@a.example", "gh.7K3M.x@a.example", "gh.7K3M.@a", "", "gh.7K3M.-1@a", "x"})
    BOOST_TEST_CONTEXT(other) BOOST_TEST(!outbox_id_of(other, "7K3M").has_value());
}

BOOST_AUTO_TEST_CASE(leaves_out_lines_that_would_say_nothing) {
  BOOST_TEST(fill_in("a {{name}}\n{{links}}\n\n\n{{start}}\nb {{name}} {{code}}", {{"name", "x"}}) ==
             "a x\n\nb x\n");
  BOOST_TEST(fill_in("{{a", {}) == "{{a\n");
  BOOST_TEST(fill_in("{{name}}", {{"name", "{{code}}"}, {"code", "no"}}) == "{{code}}\n");
}

BOOST_AUTO_TEST_CASE(finds_every_mistake_of_a_language_file) {
  const TemporaryFolder folder;
  fine(base::write_file(folder / "xx.toml",
                        "schema = 1\nlanguage = \"xx\"\nmonths = [\"a\"]\nday = \"{{year}}\"\nfew = \"f\"\n"
                        "[invitation]\nsubject = \"{{nam}}\"\ntext = \"t\"\nextra = 1\n",
                        false));
  const auto read = read_language(folder / "xx.toml");
  BOOST_REQUIRE(!read.has_value());
  const std::string words = base::sentence(read.error());
  for (const char* part : {"twelve names", "for \"nam\"", "[reminder]", "extra"})
    BOOST_TEST_CONTEXT(words) BOOST_TEST(words.find(part) != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(mail_profile)

base::Result<MailProfile> profile_of(const TemporaryFolder& folder, const std::string& toml) {
  fine(base::write_file(folder / "mail.toml", toml, false));
  return read_profile(folder / "mail.toml", GH_ROOT);
}

BOOST_AUTO_TEST_CASE(begins_with_a_preset) {
  const TemporaryFolder folder;
  fine(base::write_file(folder / "token", "s3cret\n", true));
  const MailProfile profile =
      the(profile_of(folder,
                     "schema = 1\nfrom = \"hr@ash.example\"\npreset = \"microsoft-365\"\n"
                     "[smtp]\nuser = \"hr@ash.example\"\nsecret_file = \"token\"\n"));
  BOOST_TEST(profile.server.host == "smtp.office365.com");
  BOOST_TEST(profile.per_minute == 30);
  BOOST_TEST(profile.pace().interval == 2'000);
  BOOST_TEST(profile.server.secret == "s3cret");
  BOOST_TEST((profile.server.login == net::SmtpLogin::xoauth2));
  BOOST_TEST(net::check(profile.server).has_value());
}

BOOST_AUTO_TEST_CASE(takes_no_secret_that_others_can_read) {
  const TemporaryFolder folder;
  fine(base::write_file(folder / "token", "s3cret", false));
  const auto profile = profile_of(
      folder, "from = \"hr@ash.example\"\n[smtp]\nhost = \"a.example\"\nsecret_file = \"token\"\n");
  BOOST_REQUIRE(!profile.has_value());
  BOOST_TEST((profile.error().kind == base::ErrorKind::not_permitted));
}

BOOST_AUTO_TEST_CASE(says_what_is_wrong) {
  const TemporaryFolder folder;
  for (const auto& [toml, words] : std::vector<std::pair<std::string, std::string>>{
           {"from = \"hr\"\n", "has no @"},
           {"from = \"hr@ash.example\"\npreset = \"gmx\"\n", "no preset is called"},
           {"from = \"hr@ash.example\"\n[smtp]\npassword = \"x\"\n", "a secret does not belong here"},
           {"from = \"hr@ash.example\"\n[smtp]\nport = 0\n", "from 1 to 65535"},
           {"from = \"hr@ash.example\"\n[smtp]\nsecurity = \"maybe\"\n", "starttls"},
           {"from = \"hr@ash.example\"\nstart_page = \"ash.example\"\n", "beginning with https"}}) {
    const auto profile = profile_of(folder, toml);
    BOOST_TEST_CONTEXT(toml) {
      BOOST_REQUIRE(!profile.has_value());
      BOOST_TEST(base::sentence(profile.error()).find(words) != std::string::npos);
    }
  }
}

BOOST_AUTO_TEST_CASE(sends_nothing_in_the_clear_to_another_machine) {
  net::SmtpServer server;
  server.host = "mail.example.org";
  server.security = net::SmtpSecurity::none;
  BOOST_TEST(!net::check(server).has_value());
  server.host = "127.0.0.1";
  BOOST_TEST(net::check(server).has_value());
  server.host = "";
  BOOST_TEST(!net::check(server).has_value());
  server.host = "a.example/x";
  BOOST_TEST(!net::check(server).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
