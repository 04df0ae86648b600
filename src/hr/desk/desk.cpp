#include "hr/desk/desk.h"

#include <algorithm>
#include <chrono>

#include "base/text.h"
#include "hr/act_log.h"
#include "hr/desk/place.h"
#include "hr/users.h"
#include "serve/rate_limit.h"
#include "serve/sessions.h"
#include "serve/templates.h"

namespace gh::hr {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using serve::Request;
using serve::Response;

// Log-ins of one address: ten at once, then one in six seconds. Argon2id makes each one dear.
constexpr base::Pace log_ins{6'000, 10};

std::int64_t computer_clock() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())
      .time_since_epoch()
      .count();
}

bool may(const User& user, UserRole least) {
  return least == UserRole::viewer || user.role == UserRole::officer;
}

std::string home_of(const User& user) { return user.role == UserRole::officer ? "/campaigns" : "/figures"; }

int status_of(const Error& error) {
  switch (error.kind) {
    case ErrorKind::no_input:
      return 404;
    case ErrorKind::not_permitted:
      return 409;
    case ErrorKind::usage:
    case ErrorKind::bad_data:
      return 422;
    case ErrorKind::try_later:
    case ErrorKind::unavailable:
      return 503;
    default:
      return 500;
  }
}

}  // namespace

struct Desk::Implementation {
  Ledger& ledger;
  Setting setting;
  DeskOptions options;
  serve::Templates templates;
  serve::StaticFiles styles, own_styles;
  serve::Sessions sessions;
  serve::RateLimit pace{log_ins};
  std::int64_t began = 0;
  serve::Handler routes = {};

  void make_routes();
  Setting setting_of(const User& user) const;
  Result<void> note(const Setting& now, const std::string& act);
  Response log_in_page(int status, const std::string& said) const;
  Response log_in(const Request& request);
  Response log_out(const Request& request);
  Response visit(const Place& place, const Request& request);
  Response show(const Place& place, const Visit& visit, const serve::Session& session) const;
  Response do_deed(const Place& place, Visit& visit, const serve::Session& session);
  Response render(const View& view, const Visit& visit, const serve::Session& session,
                  int status = 200) const;
  Response problem(const Error& error, const Visit& visit, const serve::Session& session) const;
};

void Desk::Implementation::make_routes() {
  std::vector<serve::Route> all;
  all.push_back({"GET", "/static/{}", [this](const Request& request) {
                   const Response own = own_styles.serve(request.parts.front());
                   return own.status == 200 ? own : styles.serve(request.parts.front());
                 }});
  all.push_back({"GET", "/login", [this](const Request&) { return log_in_page(200, ""); }});
  all.push_back({"POST", "/login", [this](const Request& request) { return log_in(request); }});
  all.push_back({"POST", "/logout", [this](const Request& request) { return log_out(request); }});
  all.push_back({"GET", "/", [this](const Request& request) {
                   const serve::Session* session = sessions.find(request, options.now());
                   const auto user = session == nullptr ? Result<std::optional<User>>(std::optional<User>())
                                                        : find_user(ledger, session->user);
                   return serve::see_other(user && *user ? home_of(**user) : "/login");
                 }});
  for (const Place& place : desk_places()) {
    all.push_back({place.deed ? "POST" : "GET", place.path,
                   [this, place](const Request& request) { return visit(place, request); }});
  }
  routes = serve::routed(std::move(all));
}

// The day goes on while we run; --today moves all of it.
Setting Desk::Implementation::setting_of(const User& user) const {
  Setting now = setting;
  const std::int64_t passed = options.now() - began;
  now.now = setting.now + passed;
  now.today = std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(now.now)));
  now.who = user.name;
  return now;
}

// An act that changes nothing else.
Result<void> Desk::Implementation::note(const Setting& now, const std::string& act) {
  auto transaction = Transaction::begin(ledger);
  if (!transaction) return transaction.error();
  if (auto kept = note_act(ledger, {0, now.now, now.who, act}); !kept) return kept;
  return transaction->commit();
}

Response Desk::Implementation::log_in_page(int status, const std::string& said) const {
  const auto page =
      templates.render("login", {{"title", "Log in"}, {"refused", !said.empty()}, {"said", said}});
  if (!page) return serve::plain(500, "The page could not be made.");
  return {status, "text/html; charset=utf-8", *page};
}

// A user's name may be a passphrase in the wrong field, so the log does not keep what was typed.
Response Desk::Implementation::log_in(const Request& request) {
  if (!pace.admits(request.remote, options.now() * 1'000))
    return log_in_page(429, "That was tried too often. Wait a minute, then try again.");
  const auto form = request.form();
  const auto field = [&](const char* name) { return form.count(name) > 0 ? form.at(name) : std::string(); };
  const auto user = hr::log_in(ledger, field("name"), field("passphrase"));
  if (!user) return log_in_page(503, "The ledger could not be read. Nothing was changed; try again.");
  const Setting now = setting_of(*user ? **user : User{"somebody", UserRole::viewer});
  const Result<void> noted = note(now, *user ? "log in" : "log in refused");
  if (!noted) return log_in_page(503, "The ledger could not be written. Try again.");
  if (!*user) return log_in_page(403, "This name and this passphrase do not go together.");
  (void)sessions.end(request);  // another one of this browser ends
  Response response = serve::see_other(home_of(**user));
  response.headers.emplace_back("Set-Cookie", sessions.begin((*user)->name, options.now()));
  return response;
}

Response Desk::Implementation::log_out(const Request& request) {
  const serve::Session* session = sessions.find(request, options.now());
  if (session != nullptr && !serve::Sessions::carries_token(request, *session))
    return serve::plain(403, "This form is too old. Go back, and try again.");
  if (session != nullptr) {
    if (auto noted = note(setting_of({session->user, UserRole::viewer}), "log out"); !noted)
      return serve::plain(503, "The ledger could not be written. Try again.");
  }
  Response response = serve::see_other("/login");
  response.headers.emplace_back("Set-Cookie", sessions.end(request));
  return response;
}

Response Desk::Implementation::visit(const Place& place, const Request& request) {
  const serve::Session* found = sessions.find(request, options.now());
  if (found == nullptr) return serve::see_other("/login");
  const serve::Session session = *found;
  const auto user = find_user(ledger, session.user);
  if (!user) return serve::plain(503, "The ledger could not be read. Try again.");
  if (!*user) return serve::see_other("/login");  // was removed meanwhile
  Visit visit{ledger, setting_of(**user), **user, request};
  if (!may(**user, place.least))
    return render(
        {"problem", "Not for you", {{"said", "Only officers see this page."}, {"next", "/figures"}}}, visit,
        session, 403);
  if (!place.deed) return show(place, visit, session);
  if (!serve::Sessions::carries_token(request, session))
    return render(
        {"problem",
         "Nothing was changed",
         {{"said", "This form belongs to another log-in. Go back, load the page again, and repeat it."},
          {"next", home_of(**user)}}},
        visit, session, 403);
  visit.form = request.form();
  visit.uploads = request.uploads();
  return do_deed(place, visit, session);
}

Response Desk::Implementation::show(const Place& place, const Visit& visit,
                                    const serve::Session& session) const {
  if (place.fetch) {
    const auto file = place.fetch(visit);
    if (!file) return problem(file.error(), visit, session);
    Response response{200, file->content_type, file->bytes};
    if (!file->name.empty())
      response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + file->name + "\"");
    return response;
  }
  const auto view = place.show(visit);
  return view ? render(*view, visit, session) : problem(view.error(), visit, session);
}

Response Desk::Implementation::do_deed(const Place& place, Visit& visit, const serve::Session& session) {
  const auto done = [&]() -> Result<Deed> {
    auto transaction = Transaction::begin(ledger);
    if (!transaction) return transaction.error();
    auto deed = place.deed(visit);
    if (!deed || !deed->changed) return deed;
    if (auto noted = note_act(ledger, {0, visit.setting.now, visit.user.name, place.act, deed->subject});
        !noted)
      return noted.error();
    if (auto kept = transaction->commit(); !kept) return kept.error();
    return deed;
  }();
  if (!done) return problem(done.error(), visit, session);
  return done->view ? render(*done->view, visit, session) : serve::see_other(done->next);
}

Response Desk::Implementation::render(const View& view, const Visit& visit, const serve::Session& session,
                                      int status) const {
  ordered_json values = view.values;
  values["title"] = view.title;
  values["user"] = visit.user.name;
  values["role"] = words_of(visit.user.role);
  values["officer"] = visit.user.role == UserRole::officer;
  values["token"] = session.form_token;
  values["today"] = base::format_day(visit.setting.today);
  values["tabs"] = ordered_json::array();
  for (const Tab& tab : desk_tabs()) {
    if (!may(visit.user, tab.least)) continue;
    const bool here = visit.request.path == tab.path || visit.request.path.starts_with(tab.path + "/");
    values["tabs"].push_back({{"path", tab.path}, {"name", tab.title}, {"here", here}});
  }
  const auto page = templates.render(view.page, values);
  if (!page) return serve::plain(500, "The page could not be made: " + page.error().what);
  return {status, "text/html; charset=utf-8", *page};
}

Response Desk::Implementation::problem(const Error& error, const Visit& visit,
                                       const serve::Session& session) const {
  const std::string& path = visit.request.path;
  const std::string tab = path.substr(0, path.find('/', 1));
  const int status = status_of(error);
  const bool changed_nothing = visit.request.method == "POST";
  return render({"problem",
                 changed_nothing ? "Nothing was changed" : "This page could not be shown",
                 {{"said", base::sentence(error)}, {"next", tab}}},
                visit, session, status);
}

Desk::Desk(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Desk::Desk(Desk&&) noexcept = default;
Desk::~Desk() = default;

Result<Desk> Desk::open(Ledger& ledger, const Setting& setting, DeskOptions options) {
  if (!options.now) options.now = computer_clock;
  auto templates = serve::Templates::load(setting.share / "data" / "hr" / "web");
  if (!templates) return templates.error();
  auto styles = serve::StaticFiles::load(setting.share / "data" / "report");
  if (!styles) return styles.error();
  auto own = serve::StaticFiles::load(setting.share / "data" / "hr" / "web");
  if (!own) return own.error();
  const bool secure = options.secure;
  const std::int64_t began = options.now();
  auto implementation = std::make_unique<Implementation>(
      Implementation{ledger, setting, std::move(options), std::move(*templates), std::move(*styles),
                     std::move(*own), serve::Sessions(secure)});
  implementation->began = began;
  implementation->make_routes();
  return Desk(std::move(implementation));
}

Response Desk::answer(const Request& request) { return implementation_->routes(request); }

}  // namespace gh::hr
