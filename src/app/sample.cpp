#include "app/sample.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "app/answer.h"
#include "base/definition_file.h"
#include "base/text.h"
#include "takeout/saved_page.h"

namespace gh::app {
namespace {

using base::DefinitionTable;
using base::State;

constexpr std::array<std::string_view, 7> kinds{"full", "sparse", "private", "absent",
                                                "wall", "drift",  "other"};

// The state that a kind of sample is about; nothing for those that say nothing of it.
bool fits_kind(std::string_view kind, State state) {
  const bool wall = state == State::login_wall || state == State::age_wall || state == State::consent_wall ||
                    state == State::bot_wall || state == State::rate_limited;
  if (kind == "full" || kind == "sparse") return state == State::found;
  if (kind == "private") return state == State::private_page;
  if (kind == "absent") return state == State::absent;
  if (kind == "drift") return state == State::drift;
  return kind == "other" || wall;
}

// The page beside NAME.expect: the file NAME with any other ending.
std::filesystem::path page_beside(const std::filesystem::path& expect) {
  std::filesystem::path found;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(expect.parent_path(), none)) {
    const std::filesystem::path& path = entry.path();
    if (path.stem() == expect.stem() && path.extension() != ".expect" && (found.empty() || path < found))
      found = path;
  }
  return found;
}

Sample::Post read_post(DefinitionTable table) {
  Sample::Post post;
  post.text = table.text("text");
  post.author = table.text("author");
  post.time = table.day("time");
  post.images = table.texts("images");
  const std::string audience = table.choice("audience", {"passer_by", "member", "owner_only", "unknown"}, "");
  post.audience = base::visibility_named(audience);
  return post;
}

State read_state(DefinitionTable& root) {
  const std::string word = root.required_text("state");
  const auto state = base::state_named(word);
  if (!state)
    root.problem("state",
                 fmt::format("there is no state \"{}\"; see docs/definitions.md", base::for_terminal(word)));
  return state.value_or(State::found);
}

void read_expectations(DefinitionTable& root, Sample& sample) {
  sample.state = read_state(root);
  sample.reason = root.text("reason");
  sample.url = root.text("url");
  sample.asked = root.text("asked", sample.url);
  sample.status = static_cast<int>(root.integer("status", 0));
  sample.recognised = root.boolean("recognised", true);
  sample.only = root.texts("only");
  sample.nothing = root.texts("nothing");
  sample.masked = root.texts("masked");
  if (root.has("posts")) sample.post_count = root.integer("posts", 0);
  if (const std::string page = root.text("page"); !page.empty())
    sample.page = sample.page.parent_path() / page;
  if (auto headers = root.table("headers")) {
    for (const std::string& header : headers->keys())
      sample.headers[base::lower_ascii(header)] = headers->text(header);
  }
  if (auto fields = root.table("fields")) {
    for (const std::string& field : fields->keys()) sample.fields[field] = fields->texts(field);
  }
  for (const DefinitionTable& post : root.tables("post")) sample.posts.push_back(read_post(post));
}

void check(DefinitionTable& root, const Sample& sample) {
  if (std::find(kinds.begin(), kinds.end(), sample.kind) == kinds.end()) {
    root.problem(
        "state",
        fmt::format("the name '{}' must begin with full, sparse, private, absent, wall, drift or other",
                    sample.name));
  } else if (!fits_kind(sample.kind, sample.state)) {
    root.problem("state", fmt::format("a sample called '{}' cannot have the state \"{}\"", sample.name,
                                      base::name(sample.state)));
  }
  for (const std::string& field : sample.only) {
    if (sample.fields.count(field) == 0)
      root.problem("only", fmt::format("\"{}\" has no values under [fields]", base::for_terminal(field)));
  }
  if (sample.status != 0 && sample.url.empty())
    root.problem("status", "an answer with a status needs its url");
}

base::Result<Sample> read_sample(const std::filesystem::path& expect) {
  auto file = base::open_definition(expect);
  if (!file) return file.error();
  DefinitionTable root = file->root();
  Sample sample;
  sample.name = expect.stem().string();
  sample.kind = sample.name.substr(0, sample.name.find('-'));
  sample.page = expect.parent_path() / "none";
  read_expectations(root, sample);
  check(root, sample);
  if (auto error = file->error()) return *error;
  if (sample.page.filename() == "none") sample.page = page_beside(expect);
  std::error_code none;
  if (!std::filesystem::is_regular_file(sample.page, none)) {
    return base::Error{base::ErrorKind::no_input, "no page stands beside this sample", expect.string(),
                       "put it there under the same name, or say page = \"…\""};
  }
  return sample;
}

fetch::Fetched answer_of(const Sample& sample, const takeout::SavedPage& page,
                         const std::vector<fetch::Wall>& walls) {
  net::Response response;
  response.outcome = net::Outcome::answered;
  response.url = sample.url;
  response.status = sample.status;
  response.body = page.bytes;
  if (sample.headers.count("content-type") == 0 && !page.content_type.empty())
    response.headers.emplace_back("content-type", page.content_type);
  for (const auto& [name, value] : sample.headers) response.headers.emplace_back(name, value);
  std::vector<std::string> hops{sample.asked};
  if (sample.asked != sample.url) hops.push_back(sample.url);
  return fetch::judge(sample.asked, response, hops, walls);
}

// Each thing that differs, in a sentence.
class Comparison {
 public:
  Comparison(const Sample& sample, const scrape::Profile& profile) : sample_(sample), profile_(profile) {}

  std::vector<std::string> run(const PageSays& says) {
    if (says.state != sample_.state)
      differ("state", base::name(sample_.state),
             std::string(base::name(says.state)) + " (" + says.reason + ")");
    if (!sample_.reason.empty() && says.reason != sample_.reason)
      differ("reason", sample_.reason, says.reason);
    for (const auto& [field, values] : sample_.fields) {
      for (const std::string& value : values) want(field, value);
    }
    for (const std::string& field : sample_.only) want_only(field);
    for (const std::string& field : sample_.nothing) want_nothing(field);
    for (const std::string& field : sample_.masked) {
      if (std::find(profile_.masked.begin(), profile_.masked.end(), field) == profile_.masked.end())
        differ("masked", field, base::join(profile_.masked, ", "));
    }
    for (const Sample::Post& post : sample_.posts) want_post(post);
    if (sample_.post_count && *sample_.post_count != static_cast<std::int64_t>(profile_.posts.size()))
      differ("number of posts", std::to_string(*sample_.post_count), std::to_string(profile_.posts.size()));
    return std::move(differences_);
  }

 private:
  void differ(std::string_view what, std::string_view expected, std::string_view found) {
    differences_.push_back(fmt::format("{}: expected \"{}\", found \"{}\"", what,
                                       base::shorten(base::for_terminal(expected), 80),
                                       base::shorten(base::for_terminal(found), 200)));
  }

  std::vector<std::string> values_of(const std::string& field) const {
    std::vector<std::string> values;
    for (const scrape::Passage& passage : profile_.passages) {
      if (passage.field == field) values.push_back(base::collapse_blanks(passage.text.words()));
    }
    return values;
  }

  void want(const std::string& field, const std::string& value) {
    const std::vector<std::string> values = values_of(field);
    if (std::find(values.begin(), values.end(), base::collapse_blanks(value)) == values.end())
      differ(field, value, base::join(values, "\" \""));
  }

  // What the page says of others is no value of its owner's.
  void want_only(const std::string& field) {
    const std::vector<std::string>& wanted = sample_.fields.at(field);
    for (const scrape::Passage& passage : profile_.passages) {
      if (passage.field != field || passage.about == scrape::About::other) continue;
      const std::string value = base::collapse_blanks(passage.text.words());
      const bool known = std::any_of(wanted.begin(), wanted.end(),
                                     [&](const auto& one) { return base::collapse_blanks(one) == value; });
      if (!known) differ("only " + field, base::join(wanted, "\" \""), value);
    }
  }

  void want_nothing(const std::string& field) {
    const std::vector<std::string> values = values_of(field);
    if (!values.empty()) differ(field, "", base::join(values, "\" \""));
  }

  bool fits(const Sample::Post& wanted, std::size_t index) const {
    const scrape::Post& post = profile_.posts[index];
    if (wanted.time && wanted.time != post.published) return false;
    if (!wanted.author.empty() && wanted.author != post.author) return false;
    if (wanted.audience && wanted.audience != post.audience) return false;
    const auto has = [&](const std::string& image) {
      return std::find(post.images.begin(), post.images.end(), image) != post.images.end();
    };
    if (!std::all_of(wanted.images.begin(), wanted.images.end(), has)) return false;
    return wanted.text.empty() ||
           std::any_of(profile_.passages.begin(), profile_.passages.end(), [&](const auto& passage) {
             return passage.post == static_cast<int>(index) &&
                    base::collapse_blanks(passage.text.words()).find(base::collapse_blanks(wanted.text)) !=
                        std::string::npos;
           });
  }

  void want_post(const Sample::Post& wanted) {
    std::string found;
    for (std::size_t i = 0; i < profile_.posts.size(); ++i) {
      if (fits(wanted, i)) return;
      const scrape::Post& post = profile_.posts[i];
      found += (found.empty() ? "" : ", ") + (post.published ? base::format_day(*post.published) : "no day");
      if (!post.author.empty()) found += " " + post.author;
      if (post.audience) found += " " + std::string(base::name(*post.audience));
    }
    std::string words = wanted.time ? base::format_day(*wanted.time) + " " : "";
    differ("post", words + wanted.author + " " + wanted.text, found);
  }

  const Sample& sample_;
  const scrape::Profile& profile_;
  std::vector<std::string> differences_;
};

}  // namespace

base::Result<std::vector<Sample>> read_samples(const std::filesystem::path& folder) {
  std::vector<Sample> samples;
  for (const std::filesystem::path& file : base::files_in(folder, ".expect")) {
    auto sample = read_sample(file);
    if (!sample) return sample.error();
    samples.push_back(std::move(*sample));
  }
  return samples;
}

base::Result<std::vector<std::string>> try_sample(const Sample& sample, std::string_view id,
                                                  const Bench& bench) {
  const auto page = takeout::read_saved_page(sample.page);
  if (!page) return page.error();
  const page::Reading reading = bench.read_page(page->bytes, page->content_type);
  const std::string url = sample.url.empty() ? scrape::own_address(reading.page) : sample.url;
  const scrape::Profile profile = bench.shelf.read(reading, id, {url, sample.status});
  PageSays says{profile.state, profile.reason, profile.state_is_own};
  if (sample.status != 0) {
    const Outcome outcome = weigh(answer_of(sample, *page, bench.walls), says);
    says = {outcome.state, outcome.reason, false};
  }
  std::vector<std::string> differences = Comparison(sample, profile).run(says);
  const std::string_view chosen = bench.shelf.choose("", url, reading.page);
  const bool must_tell = sample.recognised && sample.state == State::found;
  if (must_tell && chosen != id)
    differences.push_back(
        fmt::format("recognised: expected \"{}\", found \"{}\"; where a page cannot tell by itself, "
                    "write recognised = false",
                    id, chosen));
  return differences;
}

std::vector<std::string> lacking(const scrape::Definition& definition, const std::vector<Sample>& samples) {
  std::vector<std::string> missing;
  for (std::string_view kind : {"full", "sparse", "private", "absent", "wall", "drift"}) {
    const bool there = std::any_of(samples.begin(), samples.end(),
                                   [&](const Sample& sample) { return sample.kind == kind; });
    if (!there && definition.lacks.count(std::string(kind)) == 0)
      missing.push_back(
          fmt::format("no sample \"{}\"; add one, or say under [lacks] why there is none", kind));
  }
  for (const scrape::StateRule& state : definition.states) {
    const bool shown = std::any_of(samples.begin(), samples.end(),
                                   [&](const Sample& sample) { return sample.reason == state.reason; });
    if (!shown)
      missing.push_back(fmt::format("line {}: no sample shows the state {} with reason = \"{}\"", state.line,
                                    base::name(state.state), state.reason));
  }
  return missing;
}

}  // namespace gh::app
