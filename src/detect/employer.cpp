#include "detect/employer.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <set>

#include "detect/handles.h"
#include "detect/school_account.h"

namespace gh::detect {
namespace {

using namespace std::string_view_literals;  // compared by size first

constexpr std::string_view mention_clause = "PRI-03";
constexpr std::string_view ban_clause = "CAP-01";
constexpr std::size_t longest_line = 80;  // bytes

// A rule's id says where a mention speaks of the past.
std::string_view rule_of(const EmployerWords& words, const FoldedPassage& in, const Mention& mention) {
  const Past said = past(words, in.folded.text, mention.begin, mention.end);
  if (in.passage->field == "school"sv || said == Past::attended) return "employer.attended";
  return said == Past::former ? "employer.former" : mention.rule;
}

// Words as if they stood alone on a page.
FoldedPassage alone(scrape::Passage& passage, std::string_view words) {
  passage.text = page::Text();
  passage.text.append(words, 0);
  passage.field = "title";
  return {&passage, base::fold_traced(words), std::nullopt};
}

// Two lines of a heading or a card, between which a name may be broken.
bool may_go_on(const FoldedPassage& above, const FoldedPassage& in) {
  const auto shown = [](const FoldedPassage& one) {
    return one.passage->syntax == "text"sv && !one.passage->hidden;
  };
  return above.folded.text.size() <= longest_line && in.folded.text.size() <= longest_line && shown(above) &&
         shown(in) && above.passage->place == in.passage->place;
}

FoldedPassage joined(scrape::Passage& passage, const FoldedPassage& above, const FoldedPassage& in) {
  passage = *above.passage;
  passage.text.append_separator("\n");
  passage.text.append(in.passage->text);
  return {&passage, base::fold_traced(passage.text.words()), in.written};
}

// "Foxcote Phonics", "Mr H at Foxcote"; not "Round the back of Foxcote", "Foxcote, at last": what is told of
// a place, with none of the words of school life.
bool stands_as_name(const EmployerWords& words, std::string_view name) {
  if (name.find_first_of(",(;!?+") != std::string_view::npos) return false;
  const std::string folded = base::fold(name);
  for (auto token = token_from(folded, 0); token; token = token_from(folded, token->end)) {
    if (words.around.at(folded, *token, cue | weak_cue | handle_cue)) return true;
  }
  constexpr std::size_t longest_joiner = 3;  // "of", "the", "and"
  const auto words_of_name = base::split(name, ' ');
  return std::none_of(words_of_name.begin(), words_of_name.end(), [](std::string_view word) {
    return word.size() > longest_joiner && word[0] >= 'a' && word[0] <= 'z' && word != "with" &&
           word != "from";
  });
}

bool holds_name(const EmployerWords& words, const EmployerSearch& search, std::string_view name) {
  if (name.find(' ') == std::string_view::npos) return search.held_in_handle(name);
  scrape::Passage passage;
  const FoldedPassage in = alone(passage, name);
  // Else a name without a sentence around it.
  return !search.mentions(in).empty() || (search.held_in_handle(name) && stands_as_name(words, name));
}

// "Marlpit Primary pupils win award" names a report, not somebody's page; the name's own words ("Fen Road
// Juniors") say nothing of it.
bool is_headline(const EmployerWords& words, const EmployerSearch& search, std::string_view name,
                 std::string_view folded) {
  scrape::Passage passage;
  const FoldedPassage in = alone(passage, name);
  const std::vector<Mention> mentions = search.mentions(in);
  for (auto token = token_from(folded, 0); token; token = token_from(folded, token->end)) {
    const bool named = std::any_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
      return token->begin >= mention.begin && token->end <= mention.end;
    });
    if (named) continue;
    if (words.around.at(folded, *token, headline)) return true;
  }
  return false;
}

struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The parts of a page title: "A day in class | Miss B at Brindlewick Primary".
std::vector<Part> parts_of(std::string_view title, const std::vector<std::string>& separators) {
  std::vector<Part> parts;
  std::size_t begin = 0;
  while (true) {
    std::size_t at = std::string_view::npos, length = 0;
    for (const std::string& separator : separators) {
      const std::size_t found = title.find(separator, begin);
      if (found < at) at = found, length = separator.size();
    }
    parts.push_back({begin, std::min(at, title.size())});
    if (at == std::string_view::npos) return parts;
    begin = at + length;
  }
}

// "Ms V (@LadymereHighDrama)" -> the handle, when it stands in brackets.
Part handle_in(std::string_view title, Part part) {
  const std::size_t open = title.substr(0, part.end).find("(@", part.begin);
  // "robin-marlpit (Robin Ashdown)"
  const std::size_t name = title.substr(0, part.end).find(" (", part.begin);
  const std::string_view first =
      title.substr(part.begin, name == std::string_view::npos ? 0 : name - part.begin);
  const bool handle = !first.empty() && base::trim(first).find(' ') == std::string_view::npos &&
                      first.find_first_of("-_0123456789") != std::string_view::npos;
  if (open == std::string_view::npos) return handle ? Part{part.begin, name} : part;
  const std::size_t close = title.find(')', open);
  if (close == std::string_view::npos || close > part.end) return part;
  return {open + 2, close};
}

// "MissMarlpit's shop" -> the name of whose shop it is, one word; the part as it is for anything else.
Part name_before(const EmployerWords& words, std::string_view title, Part part) {
  const std::string_view name = title.substr(part.begin, part.end - part.begin);
  const std::size_t blank = name.find(' ');
  if (blank == std::string_view::npos || blank < 3) return part;
  const std::string first = base::fold(name.substr(0, blank));
  if (!first.ends_with("'s") || !among(base::fold(base::trim(name.substr(blank))), words.lists.shown_by))
    return part;
  const std::size_t sign = name.substr(0, blank).find_last_of("'\xE2");  // the apostrophe, however written
  return sign == std::string_view::npos ? part : Part{part.begin, part.begin + sign};
}

class Names {
 public:
  Names(const EmployerWords& words, const Material& material, const EmployerSearch& search)
      : words_(words), material_(material), search_(search) {
    for (const std::string& username : material.of.person.usernames) {
      if (search_.held_in_handle(username, true)) handles_.push_back({username, base::fold(username)});
    }
    article_ = std::any_of(material.passages.begin(), material.passages.end(), [](const FoldedPassage& in) {
      return in.passage->label == "og:type"sv && in.folded.text == "article";
    });
    // A list of videos or episodes names many; a blog or channel has one title.
    const FoldedPassage* first = nullptr;
    for (const FoldedPassage& in : material.passages) {
      if (in.passage->field != "blog_title"sv) continue;
      if (first == nullptr) first = &in;
      several_blogs_ = several_blogs_ || in.folded.text != first->folded.text;
    }
  }

  std::vector<Finding> run() {
    for (const FoldedPassage& in : material_.passages) {
      if (is_title(in)) title(in);
      each_handle(in, [&](const HandleMention& handle) { own_handle(handle); });
      named_sites(in);
      for (const auto& [handle, folded] : handles_) {
        const std::size_t at = place_of(in.folded.text, folded);
        if (at != std::string::npos) report(in, at, at + folded.size(), handle, "employer-in-name.handle");
      }
    }
    return std::move(found_);
  }

 private:
  // Where a page has no title, the heading of it all is one.
  bool is_title(const FoldedPassage& in) {
    const std::string& field = in.passage->field;
    if (field == "title"sv && in.passage->post) return false;  // of one piece of writing
    titled_ = titled_ || field == "title"sv;
    if (field == "title"sv || field == "display_name"sv) return true;
    if (field == "blog_title"sv && !several_blogs_) return true;
    if (in.passage->heading != 1 || in.passage->post || titled_) return false;
    return titled_ = true;
  }

  // "My blog is called Notes from Marlpit"
  void named_sites(const FoldedPassage& in) {
    for (auto site = next_named_site(material_, words_, in, 0); site;
         site = next_named_site(material_, words_, in, site->end)) {
      const std::size_t from = in.folded.origin[site->begin], to = in.folded.origin[site->end];
      const std::string name = in.passage->text.words().substr(from, to - from);
      if (!holds_name(words_, search_, name) || search_.is_name(base::fold(name))) continue;
      report(in, site->begin, site->end, name, "employer-in-name.called");
    }
  }

  // A handle that is no username we know of, and not the school's own.
  void own_handle(const HandleMention& handle) {
    const std::string_view name = handle.written();
    const bool known = std::any_of(handles_.begin(), handles_.end(),
                                   [&](const auto& one) { return one.second == handle.folded(); });
    if (known || handle.end - handle.begin > longest_line || !search_.held_in_handle(name)) return;
    if (search_.is_name_run_together(handle.folded())) return;
    if (!bears_own_name(material_, handle) && !is_own_handle(material_, handle) &&
        !is_of_department(handle) && !keeps_account(material_, words_, handle))
      return;
    report(handle.in, handle.begin, handle.end, std::string(name), "employer-in-name.handle");
  }

  // "Follow our PE account, too: @QuaysidePE", on the person's own page.
  bool is_of_department(const HandleMention& handle) const {
    const auto& subjects = words_.lists.department_words;
    return handle.marked && material_.owner == PageOwner::person &&
           std::any_of(subjects.begin(), subjects.end(),
                       [&](const std::string& subject) { return handle.folded().ends_with(subject); });
  }

  static std::size_t place_of(std::string_view text, std::string_view handle) {
    for (std::size_t at = text.find(handle); at != std::string_view::npos; at = text.find(handle, at + 1)) {
      const std::size_t end = at + handle.size();
      if ((at == 0 || !is_word_byte(text[at - 1])) && (end == text.size() || !is_word_byte(text[end])))
        return at;
    }
    return std::string_view::npos;
  }

  void title(const FoldedPassage& in) {
    const std::string_view text = in.passage->text.words();
    const std::vector<Part> parts = parts_of(text, words_.lists.title_separators);
    // The headline of an article names the article; its site's name comes after it.
    const bool skips_first = article_ && in.passage->label != "og:site_name"sv && parts.size() > 1;
    const bool is_article = article_ && in.passage->label != "og:site_name"sv && parts.size() == 1;
    if (is_article || material_.owner == PageOwner::another) return;
    // "Eilidh@nsp_eilidh@social.example": a name and the handle behind it, which is looked at by itself.
    if (in.passage->field == "display_name"sv && text.find('@') != std::string_view::npos) return;
    // A heading that is nothing but a handle is no title.
    if (text.starts_with('@') && text.find(' ') == std::string_view::npos) return;
    for (std::size_t i = skips_first ? 1 : 0; i < parts.size(); ++i) {
      Part part = name_before(words_, text, handle_in(text, parts[i]));
      while (part.begin < part.end && (text[part.begin] == ' ' || text[part.begin] == '@')) ++part.begin;
      std::string_view name = base::trim(text.substr(part.begin, part.end - part.begin));
      // "Notes from Marlpit: a head's blog", as a heading says, too.
      const bool whole = i == 0 && parts.size() > 1 && is_heading_too(in);
      const bool told = whole && text.find(": ") != std::string_view::npos;
      if (name.empty() ||
          (!holds_name(words_, search_, name) && !(told && holds_name(words_, search_, text))))
        continue;
      const std::string folded = base::fold(name);
      if (is_headline(words_, search_, name, folded) || search_.is_name(folded)) continue;
      if (whole) name = text, part.begin = 0;
      const std::size_t begin = folded_place(in, part.begin);
      report(in, begin, folded_place(in, part.begin + name.size()), std::string(name),
             "employer-in-name." + in.passage->field);
      return;
    }
  }

  // The page's title and the heading of it all are one: no name of a site stands beside that of the page.
  bool is_heading_too(const FoldedPassage& title) const {
    return std::any_of(material_.passages.begin(), material_.passages.end(), [&](const FoldedPassage& in) {
      return &in != &title && (in.passage->heading == 1 || in.passage->field == "title"sv) &&
             in.folded.text == title.folded.text;
    });
  }

  void report(const FoldedPassage& in, std::size_t begin, std::size_t end, const std::string& value,
              std::string_view rule) {
    Finding finding = finding_at(in, begin, std::min(end, in.folded.text.size()),
                                 Kind::handle_contains_employer, value, rule, ban_clause);
    finding.certainty = Certainty::certain;
    material_.keep(found_, std::move(finding));
  }

  const EmployerWords& words_;
  const Material& material_;
  const EmployerSearch& search_;
  std::vector<std::pair<std::string, std::string>> handles_;  // as written, folded
  bool article_ = false, several_blogs_ = false;
  bool titled_ = false;  // something named the page already
  std::vector<Finding> found_;
};

}  // namespace

// A person, and what refers to them.
struct EmployerRules::Kept {
  struct Entry {
    Entry(const EmployerWords& words, const base::Person& of) : person(of), search(words, person) {}
    base::Person person;
    EmployerSearch search;
  };
  std::mutex mutex;
  std::shared_ptr<const Entry> last;
};

EmployerRules::EmployerRules(const lexicon::OrganisationWords& words, lexicon::WordList towns)
    : words_(std::make_unique<EmployerWords>(words, std::move(towns))), kept_(std::make_unique<Kept>()) {}
EmployerRules::EmployerRules(EmployerRules&&) noexcept = default;
EmployerRules::~EmployerRules() = default;

std::shared_ptr<const EmployerSearch> EmployerRules::search_for(const base::Person& person) const {
  const std::scoped_lock lock(kept_->mutex);
  if (kept_->last == nullptr || kept_->last->person != person)
    kept_->last = std::make_shared<const Kept::Entry>(*words_, person);
  return {kept_->last, &kept_->last->search};
}

namespace {

// "St Wilfred's Parish Church … the St Wilfred's bell fund": short names on a page that names another house
// in full before, and says nothing of school beside them.
class Namesakes {
 public:
  explicit Namesakes(const EmployerWords& words) : words_(words) {}

  void note(const FoldedPassage& in, const Mention& mention, std::string_view folded_name) {
    const bool beside_school = surroundings(words_, in.folded.text, mention.begin, mention.end).cues > 0 ||
                               follows(words_, in.folded.text, mention.begin, lead);
    if (beside_school || speaks(folded_name)) sure_.insert(mention.organisation);
    short_names_.emplace(mention.organisation, folded_name);
  }

  void erase_from(std::vector<Finding>& found, const Material& material) const {
    for (const auto& [organisation, name] : short_names_) {
      if (sure_.contains(organisation) || !is_house_of(material, name)) continue;
      std::erase_if(found, [whole = organisation->name](const Finding& one) { return one.value == whole; });
    }
  }

 private:
  bool speaks(std::string_view name) const {
    for (auto token = token_from(name, 0); token; token = token_from(name, token->end)) {
      std::string word = word_of(name, *token);
      if (word.ends_with("'s")) word.resize(word.size() - 2);
      if (words_.is_kind(word)) return true;
    }
    return false;
  }

  bool is_house_of(const Material& material, const std::string& name) const {
    return std::any_of(material.passages.begin(), material.passages.end(), [&](const FoldedPassage& in) {
      const std::string& text = in.folded.text;
      const std::size_t at = text.find(name);
      const auto next = at == std::string::npos ? std::nullopt : token_from(text, at + name.size());
      return next && next->begin == at + name.size() + 1 && text[next->begin - 1] == ' ' &&
             among(word_of(text, *next), words_.lists.other_houses);
    });
  }

  const EmployerWords& words_;
  std::set<const base::Organisation*> sure_;
  std::set<std::pair<const base::Organisation*, std::string>> short_names_;
};

}  // namespace

std::vector<Finding> EmployerRules::find(const Material& material, const EmployerSearch& search) const {
  std::vector<Finding> found;
  const auto report = [&](const FoldedPassage& in, const Mention& mention, std::string_view rule) {
    Finding finding = finding_at(in, mention.begin, mention.end, mention.kind, mention.organisation->name,
                                 rule, mention_clause);
    finding.certainty = mention.certainty;
    material.keep(found, std::move(finding));
  };
  Namesakes namesakes(*words_);
  const FoldedPassage* above = nullptr;
  for (const FoldedPassage& in : material.passages) {
    if (material.is_full(found)) break;
    const std::vector<Mention> mentions = search.mentions(in, material.words_of(in));
    for (const Mention& mention : mentions) {
      report(in, mention, rule_of(*words_, in, mention));
      const std::string_view name = in.folded.text;
      namesakes.note(in, mention, name.substr(mention.begin, mention.end - mention.begin));
    }
    if (above != nullptr && mentions.empty() && may_go_on(*above, in) &&
        search.may_begin_in(above->folded.text)) {
      scrape::Passage passage;
      const FoldedPassage both = joined(passage, *above, in);
      for (const Mention& mention : search.mentions(both)) {
        const std::string& text = both.folded.text;
        const bool crosses =
            mention.begin < above->folded.text.size() && mention.end > above->folded.text.size();
        const bool whole =
            mention.end == text.size() || text[mention.end] != ' ';  // not "Marlpit / Primary colours"
        if (crosses && whole && mention.rule == "employer.name") report(both, mention, "employer.split");
      }
    }
    above = mentions.empty() ? &in : nullptr;
  }
  namesakes.erase_from(found, material);
  return found;
}

std::vector<Finding> EmployerRules::find_in_names(const Material& material,
                                                  const EmployerSearch& search) const {
  return Names(*words_, material, search).run();
}

bool EmployerRules::holds(std::string_view name, const base::Person& person) const {
  return holds_name(*words_, EmployerSearch(*words_, person), name);
}

}  // namespace gh::detect
