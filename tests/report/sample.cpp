#include "report/sample.h"

#include <functional>

namespace gh::tests {
namespace {

using base::State;
using checklist::Severity;
using checklist::Standing;
using detect::Certainty;
using detect::Kind;
using detect::Visibility;

base::Day today() { return *base::parse_day("2025-11-22"); }

assess::Account account(std::int64_t id, std::string platform, std::string handle, std::string url) {
  return {id, std::move(platform), std::move(handle), std::move(url), assess::Ownership::confirmed, today()};
}

assess::AccountResult read(assess::Account account, assess::Source source, std::vector<std::string> places) {
  assess::AccountResult result;
  result.account = std::move(account);
  result.state = State::found;
  result.source = source;
  result.places = std::move(places);
  result.looked = today();
  return result;
}

assess::Sighting sighting(const assess::AccountResult& where, std::string place, detect::Evidence evidence,
                          std::string rule, Visibility seen_by) {
  assess::Sighting sighting{where.account.id, where.account.platform, std::move(place), {}};
  sighting.finding.evidence = std::move(evidence);
  sighting.finding.rule = std::move(rule);
  sighting.finding.seen_by = seen_by;
  return sighting;
}

assess::Exposure name_in_handle(const assess::AccountResult& microblog) {
  assess::Exposure exposure;
  exposure.id = "handle_contains_employer:missb_brindlewick";
  exposure.kind = Kind::handle_contains_employer;
  exposure.value = "missb_brindlewick";
  exposure.words =
      "The name of your school, Brindlewick Primary School, is in your profile name missb_brindlewick.";
  exposure.severity = Severity::breach;
  exposure.certainty = Certainty::certain;
  exposure.clause = "CAP-01";
  exposure.title = "School or trust named in a profile name";
  exposure.why =
      "A name with the school in it looks official, so whatever you write there is read as the school's.";
  exposure.advice = "Rename the account. Check first who can take the old name once it is free.";
  exposure.risk = "Parents or reporters may quote you as the school, and the policy rules it out.";
  exposure.sightings = {sighting(microblog, "https://chirrup.example/@missb_brindlewick",
                                 {"missb_brindlewick", 0, 0, "handle"}, "handle.school-name",
                                 Visibility::passer_by)};
  return exposure;
}

assess::Exposure birth_date(const assess::AccountResult& blog, const assess::AccountResult& forum) {
  assess::Exposure exposure;
  exposure.id = "birth_date";
  exposure.kind = Kind::birth_date;
  exposure.value = "1985-07-04";
  exposure.words = "A stranger can learn your full date of birth: 4 July 1985.";
  exposure.severity = Severity::expose;
  exposure.certainty = Certainty::likely;
  exposure.clause = "SEC-05";
  exposure.title = "Date of birth";
  exposure.why = "Banks, shops and help desks ask for it to make sure that it is you.";
  exposure.advice = "Hide day, month and year in each profile, and take down birthday posts.";
  exposure.risk = "Somebody else may open credit in your name, or talk a help desk into your accounts.";
  exposure.joined = true;
  exposure.sightings = {
      sighting(blog, "https://hannahs-allotment.example/2015/07/thirty/",
               {"I turned 30 on Saturday – thank you for the seedlings!", 1804, 1861, "post"},
               "birth-date.turned", Visibility::passer_by),
      sighting(forum, "https://forum.compost.example/members/hannahb.77/",
               {"4 July", 9120, 9126, "birth_date"}, "birth-date.label", Visibility::member),
  };
  return exposure;
}

assess::Exposure school(const assess::AccountResult& blog, const assess::AccountResult& saved) {
  assess::Exposure exposure;
  exposure.id = "school:Brindlewick Primary School";
  exposure.kind = Kind::school;
  exposure.value = "Brindlewick Primary School";
  exposure.words = "A stranger can learn that you work at Brindlewick Primary School.";
  exposure.severity = Severity::expose;
  exposure.certainty = Certainty::certain;
  exposure.clause = "PRI-03";
  exposure.title = "Employer named on a personal page";
  exposure.why =
      "Readers take you for its representative, and whoever wants to find you knows where you are all day.";
  exposure.advice = "Keep the school off personal pages, or show it to your connections only.";
  exposure.risk = "Anything on that page is read as the school speaking.";
  exposure.sightings = {
      sighting(saved, "hannah-brackenbury.html",
               {"Year 4 teacher at Brindlewick Primary School", 5210, 5254, "headline"}, "school.name",
               Visibility::unknown),
      sighting(blog, "https://hannahs-allotment.example/about/",
               {"Brindlewick Primary", 640, 659, "employer"}, "school.alias", Visibility::passer_by),
  };
  exposure.sightings.back().finding.hidden = true;
  return exposure;
}

assess::Exposure football_team(const assess::AccountResult& blog) {
  assess::Exposure exposure;
  exposure.id = "football_team";
  exposure.kind = Kind::football_team;
  exposure.value = "Ladymere Rovers";
  exposure.words = "A stranger can guess your football team: Ladymere Rovers.";
  exposure.severity = Severity::aware;
  exposure.certainty = Certainty::possible;
  exposure.clause = "SEC-07";
  exposure.title = "Football team";
  exposure.why = "It is a stock security question, and the stem of many passwords.";
  exposure.advice = "Keep the love, and drop it from passwords and security answers.";
  exposure.sightings = {sighting(blog, "https://hannahs-allotment.example/about/",
                                 {"up the Rovers!", 702, 716, "text"}, "football.nickname",
                                 Visibility::passer_by)};
  return exposure;
}

assess::Unchecked unchecked(assess::Account account, State state, std::string reason, std::string detail) {
  return {std::move(account), state, std::move(reason), std::move(detail)};
}

std::vector<assess::Unchecked> walls() {
  return {
      unchecked(account(5, "facebook", "hannah.brackenbury", "https://network.example/hannah.brackenbury"),
                State::login_wall, "login_redirect", "The address led to a page that asks for a password."),
      unchecked(account(6, "generic", "", "https://snaps.example/hannahb"), State::rate_limited, "http_429",
                ""),
      unchecked(account(7, "generic", "", "https://old-school-friends.example/h/2231"), State::network_error,
                "tls_failure", "The site's certificate ran out on 3 March 2024.")};
}

std::vector<assess::ToDo> to_do() {
  return {{"WRK-02", "Personal accounts on school devices",
           "Remove the account from the school's phone or tablet, not just the app.", Severity::breach,
           Standing::to_do, ""},
          {"SEC-13", "Check who can see what", "Go through the settings of each site once a year.",
           Severity::duty, Standing::unsure, ""},
          {"LIB-03", "The law still reaches what you share", "", Severity::aware, Standing::open, ""}};
}

using Change = std::function<void(std::string&)>;

void change(assess::Account& account, const Change& text, const Change& address) {
  text(account.platform);
  text(account.handle);
  address(account.url);
}

void change(assess::Sighting& sighting, const Change& text, const Change& address) {
  text(sighting.platform);
  address(sighting.place);
  for (std::string* words :
       {&sighting.finding.value, &sighting.finding.evidence.text, &sighting.finding.evidence.field,
        &sighting.finding.rule, &sighting.finding.clause}) {
    text(*words);
  }
}

void change(assess::Exposure& exposure, const Change& text, const Change& address) {
  for (std::string* words : {&exposure.id, &exposure.value, &exposure.words, &exposure.clause,
                             &exposure.title, &exposure.why, &exposure.advice, &exposure.risk}) {
    text(*words);
  }
  for (assess::Sighting& sighting : exposure.sightings) change(sighting, text, address);
}

void change(std::vector<assess::ToDo>& items, const Change& text) {
  for (assess::ToDo& item : items) {
    for (std::string* words : {&item.item, &item.title, &item.advice, &item.reason}) text(*words);
  }
}

assess::Assessment changed(const Change& text, const Change& address) {
  assess::Assessment all = sample_assessment();
  text(all.person);
  text(all.checklist_title);
  for (assess::AccountResult& result : all.looked_at) {
    change(result.account, text, address);
    text(result.reason);
    text(result.detail);
    for (std::string& place : result.places) address(place);
  }
  for (assess::Exposure& exposure : all.exposures) change(exposure, text, address);
  for (assess::Unchecked& one : all.unchecked) {
    change(one.account, text, address);
    text(one.reason);
    text(one.detail);
  }
  for (assess::Account& account : all.absent) change(account, text, address);
  change(all.to_do, text);
  change(all.kept, text);
  for (checklist::Progress& section : all.progress) {
    text(section.section);
    text(section.title);
  }
  return all;
}

}  // namespace

assess::Assessment sample_assessment() {
  const auto blog =
      read(account(1, "wordpress", "", "https://hannahs-allotment.example/"), assess::Source::fetched,
           {"https://hannahs-allotment.example/", "https://hannahs-allotment.example/about/",
            "https://hannahs-allotment.example/2015/07/thirty/"});
  const auto forum =
      read(account(2, "xenforo", "hannahb", "https://forum.compost.example/members/hannahb.77/"),
           assess::Source::fetched, {"https://forum.compost.example/members/hannahb.77/"});
  const auto saved = read(account(3, "linkedin", "hannah-brackenbury", ""), assess::Source::saved_page,
                          {"hannah-brackenbury.html"});
  const auto microblog =
      read(account(4, "generic", "missb_brindlewick", "https://chirrup.example/@missb_brindlewick"),
           assess::Source::fetched, {"https://chirrup.example/@missb_brindlewick"});
  const auto photos = read(account(8, "generic", "", "https://photos.example/people/allotment-hannah"),
                           assess::Source::fetched, {"https://photos.example/people/allotment-hannah"});

  assess::Assessment all;
  all.person = "Hannah Brackenbury";
  all.date = today();
  all.checklist_title = "Social media: yours, not the school's";
  all.looked_at = {blog, forum, saved, microblog, photos};
  all.exposures = {name_in_handle(microblog), birth_date(blog, forum), school(blog, saved),
                   football_team(blog)};
  all.unchecked = walls();
  all.absent = {account(9, "blogger", "", "https://missbrackenbury.blogs.example/")};
  all.to_do = to_do();
  all.kept = {{"CAP-02", "Recognised as an employee", "", Severity::expose, Standing::kept,
               "My profile picture shows the allotment, and the school's minibus is behind the hedge."}};
  all.progress = {{"identity", 2, 2, "Your name and picture"},
                  {"security", 9, 15, "Keeping yourself and the school from thieves"},
                  {"at-work", 1, 5, "At work"},
                  {"copyright", 0, 2, "Other people's work"}};
  return all;
}

assess::Assessment empty_assessment() {
  assess::Assessment all;
  all.date = today();
  return all;
}

assess::Assessment unread_assessment() {
  assess::Assessment all = empty_assessment();
  all.person = "Hannah Brackenbury";
  all.unchecked = walls();
  return all;
}

assess::Assessment filled_with(const std::string& text) {
  const Change fill = [&](std::string& words) { words = text; };
  return changed(fill, fill);
}

assess::Assessment addressed_with(const std::string& text) {
  return changed([](std::string&) {},
                 [&](std::string& words) { words = "https://harmless.example/" + text; });
}

}  // namespace gh::tests
