#include "detect/cued.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <map>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/definition_file.h"
#include "detect/birth_dates.h"
#include "detect/handles.h"
#include "detect/headings.h"
#include "detect/pattern.h"
#include "detect/role_report.h"
#include "detect/values.h"
#include "detect/whose.h"
#include "scrape/labels.h"

namespace gh::detect {
namespace {

using base::DefinitionTable;
using Words = std::unordered_set<std::string>;

constexpr std::size_t window_named = 260;   // bytes before "she" in which she is named
constexpr std::size_t window_before = 110;  // bytes of folded text that a guard sees
constexpr std::size_t window_after = 60;

// What must hold of a passage; nothing, when all is empty.
struct Where {
  Words fields, labels;         // one of these fields, or one of these labels
  Words beside;                 // the page has one of these labels, too
  Words places;                 // of the layout
  std::optional<bool> in_post;  // in a dated piece of writing, or in none
  bool named = false;           // mark-up carries a name
  bool selected = false;        // a selector of a definition found it
  bool anywhere() const { return fields.empty() && labels.empty(); }
};

enum class Side { before, after, near, start };

struct Cue {
  std::string id;
  Kind kind = Kind::home_town;
  Where where;
  Side side = Side::start;
  Pattern pattern, after, needs;
  ValueRule value;
  bool nothing = false, as_list = false;
  bool said = false;   // only when something says that it is the person's
  bool named = false;  // only when the words up to the value hold one of the person's names
  bool verb = false;   // the cue is the verb to a subject before it
  bool next = false;   // only when the next sentence or paragraph begins with the person's name
  std::optional<Whose> whose;
  Certainty certainty = Certainty::likely;
};

struct Guard {
  Pattern before, after, value, passage;
  Where where;
  Words cues;
  bool unless_headed = false;  // not below the person's own name
};

struct FileRules {
  CueFile file;
  Words stops, joiners;
  std::vector<Cue> cues;
  std::vector<Guard> nots, others;
  Pattern subject_behind;  // its group is a word that may be a name
};

Words folded_words(DefinitionTable& table, std::string_view key) {
  Words words;
  for (const std::string& word : table.texts(key)) words.insert(base::fold(word));
  return words;
}

constexpr std::array<std::string_view, 6> place_names{"head",       "main",  "header",
                                                      "navigation", "aside", "footer"};

Words labels_in(DefinitionTable& table, std::string_view key) {
  Words labels;
  for (const std::string& label : table.texts(key)) labels.insert(scrape::plain_label(label));
  return labels;
}

Where read_where(DefinitionTable& table) {
  Where where;
  for (const std::string& field : table.texts("fields")) where.fields.insert(field);
  where.labels = labels_in(table, "labels");
  where.beside = labels_in(table, "beside");
  for (const std::string& place : table.texts("places")) {
    if (std::find(place_names.begin(), place_names.end(), place) == place_names.end())
      table.problem("places", "no place '" + place + "'; head, main, header, navigation, aside or footer");
    where.places.insert(place);
  }
  if (table.has("in_post")) where.in_post = table.boolean("in_post", false);
  where.named = table.boolean("named", false);
  where.selected = table.boolean("selected", false);
  return where;
}

// Reads the files of the folder, with the lists that they name.
class Loader {
 public:
  Loader(std::filesystem::path data, PatternBook& book) : data_(std::move(data)), book_(book) {}

  base::Result<std::unique_ptr<FileRules>> read(const std::filesystem::path& path) {
    auto definition = base::open_definition(path);
    if (!definition) return definition.error();
    DefinitionTable root = definition->root();
    if (!root.has("engine")) return std::unique_ptr<FileRules>();
    root.required_choice("engine", {"cues"});
    auto rules = std::make_unique<FileRules>();
    rules->file.name = path.stem().string();
    if (auto error = read(root, *rules)) return *error;
    if (auto error = definition->error()) return *error;
    return rules;
  }

  std::map<std::string, lexicon::WordList> lists;

 private:
  Pattern pattern(DefinitionTable& table, std::string_view key) const {
    const std::string text = table.text(key);
    return book_.read(table, key, text, PatternBook::byte_options(text));
  }

  std::optional<base::Error> read(DefinitionTable& root, FileRules& rules) {
    root.integer("schema", 1);
    rules.file.clause = root.required_text("clause");
    const std::string kind = read_kind(root, "kind", "");
    const std::string list = root.text("list");
    if (auto error = load_list(root, list)) return error;
    rules.stops = folded_words(root, "stops");
    rules.joiners = folded_words(root, "joiners");
    for (DefinitionTable table : root.tables("cue")) {
      const std::string of_cue = table.text("list", list);
      if (auto error = load_list(table, of_cue)) return error;
      read_cue(table, rules, kind, of_cue);
    }
    rules.subject_behind = pattern(root, "subject_behind");
    for (DefinitionTable table : root.tables("not")) rules.nots.push_back(read_guard(table, rules));
    for (DefinitionTable table : root.tables("other")) rules.others.push_back(read_guard(table, rules));
    if (rules.cues.empty()) root.problem("cue", "no [[cue]]: nothing would ever be found");
    return std::nullopt;
  }

  static std::string read_kind(DefinitionTable& table, std::string_view key, const std::string& fallback) {
    if (!table.has(key) && !fallback.empty()) return fallback;
    std::vector<std::string> all;
    for (std::size_t i = 0; i < kind_count; ++i) all.emplace_back(name(static_cast<Kind>(i)));
    return table.required_choice(key, all);
  }

  // A list is read once, whoever names it.
  std::optional<base::Error> load_list(DefinitionTable& table, const std::string& name) {
    if (name.empty() || lists.count(name) > 0) return std::nullopt;
    const std::filesystem::path file = data_ / "lexicon" / (name + ".toml");
    if (std::error_code error; !std::filesystem::exists(file, error)) {
      table.problem("list", "no list of that name; it would be " + file.string());
      lists.emplace(name, lexicon::WordList());
      return std::nullopt;
    }
    auto list = lexicon::WordList::load(file);
    if (!list) return list.error();
    lists.emplace(name, std::move(*list));
    return std::nullopt;
  }

  void read_cue(DefinitionTable& table, FileRules& rules, const std::string& kind, const std::string& list) {
    Cue cue;
    cue.id = table.required_text("id");
    cue.kind = kind_named(read_kind(table, "kind", kind)).value_or(Kind::home_town);
    cue.where = read_where(table);
    read_patterns(table, cue);
    read_value(table, cue, list);
    cue.value.stops = &rules.stops;
    cue.value.joiners = &rules.joiners;
    cue.nothing = table.choice("says", {"nothing", "value"}, "value") == "nothing";
    const std::string whose =
        table.choice("whose", {"self", "other", "words", "subject", "said", "named", "next"}, "words");
    cue.whose = whose_named(whose);
    cue.said = whose == "said";
    cue.named = whose == "named";
    cue.verb = whose == "subject";
    cue.next = whose == "next";
    cue.as_list = table.choice("as", {"list", "page"}, "page") == "list";
    cue.certainty = certainty_named(table.choice("certainty", {"certain", "likely", "possible"}, "likely"))
                        .value_or(Certainty::likely);
    std::vector<Kind>& kinds = rules.file.kinds;
    if (!cue.nothing && std::find(kinds.begin(), kinds.end(), cue.kind) == kinds.end())
      kinds.push_back(cue.kind);
    rules.cues.push_back(std::move(cue));
  }

  void read_patterns(DefinitionTable& table, Cue& cue) {
    cue.needs = pattern(table, "needs");
    const std::string_view key = table.has("before") ? "before" : table.has("near") ? "near" : "after";
    cue.side = key == "before" ? Side::before : key == "near" ? Side::near : Side::after;
    if (key == "before") cue.after = pattern(table, "after");
    if (!table.has(key)) {
      cue.side = Side::start;
      if (cue.where.anywhere())
        table.problem("id", "a cue needs 'before', 'after', 'near', 'fields' or 'labels'");
      return;
    }
    const std::string text = table.text(key);
    cue.pattern = cue.where.anywhere() ? book_.trigger(table, key, text, PatternBook::byte_options(text),
                                                       {&cue.needs, &cue.after})
                                       : pattern(table, key);
  }

  void read_value(DefinitionTable& table, Cue& cue, const std::string& list) {
    const std::vector<std::string> shapes{"list", "name", "words", "rest", "field"};
    const std::string shape = table.choice("value", shapes, cue.side == Side::near ? "list" : "name");
    cue.value.shape =
        static_cast<ValueShape>(std::find(shapes.begin(), shapes.end(), shape) - shapes.begin());
    cue.value.most_words =
        static_cast<std::size_t>(std::clamp<std::int64_t>(table.integer("words", 4), 1, 40));
    if (!list.empty()) cue.value.list = &lists.at(list);
    const bool needs_list = cue.value.shape == ValueShape::list || cue.side == Side::near;
    if (needs_list && list.empty()) table.problem("value", "this value needs a 'list'");
  }

  Guard read_guard(DefinitionTable& table, const FileRules& rules) const {
    Guard guard{pattern(table, "before"),
                pattern(table, "after"),
                pattern(table, "value"),
                pattern(table, "passage"),
                read_where(table),
                {},
                table.boolean("unless_headed", false)};
    for (const std::string& id : table.texts("cues")) {
      guard.cues.insert(id);
      if (std::none_of(rules.cues.begin(), rules.cues.end(), [&](const Cue& cue) { return cue.id == id; }))
        table.problem("cues", "no cue '" + id + "' in this file");
    }
    return guard;
  }

  std::filesystem::path data_;
  PatternBook& book_;
};

// A passage, and what is asked of it by labels.
struct Labelled {
  const FoldedPassage& in;
  const std::string& label;  // plain; empty for none
  const Words& labels_of_page;
};

// A selector of a definition gave the field its name, and no label: the element itself, or a block in it.
bool is_selected(const scrape::Passage& passage) {
  return passage.syntax == "selector" || passage.syntax == "text";
}

bool holds(const Where& where, const Labelled& of) {
  const scrape::Passage& passage = *of.in.passage;
  const bool here = where.anywhere() || where.fields.count(passage.field) > 0 ||
                    (!of.label.empty() && where.labels.count(of.label) > 0);
  if (!here || (where.named && passage.entity.empty())) return false;
  if (where.selected && !is_selected(passage)) return false;
  if (where.in_post && *where.in_post != passage.post.has_value()) return false;
  if (!where.places.empty() &&
      where.places.count(std::string(place_names[static_cast<std::size_t>(passage.place)])) == 0)
    return false;
  return where.beside.empty() ||
         std::any_of(where.beside.begin(), where.beside.end(),
                     [&](const std::string& label) { return of.labels_of_page.count(label) > 0; });
}

// One file's rules over one passage.
class Search {
 public:
  Search(const Material& material, const Labelled& of, const FileRules& rules, std::vector<Finding>& out)
      : material_(material), of_(of), in_(of.in), rules_(rules), out_(out) {}

  void run(const Cue& cue) {
    if (!holds(cue.where, of_)) return;
    switch (cue.side) {
      case Side::start:
        if (fits(cue.needs, text())) take(cue, 0, 0, value_from(in_, 0, cue.value));
        break;
      case Side::near:
        near(cue);
        break;
      default:
        beside(cue);
    }
  }

 private:
  std::string_view text() const { return in_.folded.text; }

  // Asked by many cues of one passage.
  bool names_person_here() {
    if (!names_person_) names_person_ = names_person(material_, in_);
    return *names_person_;
  }

  void near(const Cue& cue) {
    if (cue.value.list == nullptr || !material_.matches_in(in_, cue.pattern) || !fits(cue.needs, text()))
      return;
    for (const Value& value : names_in(in_, *cue.value.list)) take(cue, value.begin, value.end, value);
  }

  bool is_inside_letter(std::size_t at) const {
    return at < text().size() && (static_cast<unsigned char>(text()[at]) & 0xC0) == 0x80;
  }

  void beside(const Cue& cue) {
    if (!cue.pattern || (cue.named && !names_person_here())) return;
    const Windows windows = material_.windows_of(in_, cue.pattern);
    re2::StringPiece found;
    for (std::size_t at = 0; at <= text().size();) {
      if (!match_in(*cue.pattern, text(), windows, at, &found, 1)) return;
      if (at == 0 && !fits(cue.needs, text())) return;  // the same behind each match
      auto begin = static_cast<std::size_t>(found.data() - text().data()), end = begin + found.size();
      while (begin > 0 && is_inside_letter(begin)) --begin;
      while (is_inside_letter(end)) ++end;
      if (cue.side == Side::before) {
        std::optional<Value> value = value_from(in_, end, cue.value);
        if (!value && cue.value.list != nullptr) value = own_town_from(end);
        if (value && fits(cue.after, text().substr(value->end, window_after))) take(cue, begin, end, value);
      } else {
        std::optional<Value> value = value_up_to(in_, begin, cue.value);
        if (!value && cue.value.list != nullptr) value = own_town_up_to(begin);
        take(cue, begin, end, value);
      }
      at = std::max(end, at + 1);
      while (is_inside_letter(at)) ++at;
    }
  }

  // Towns that the person's schools lie in are places, whatever a list knows.
  template <class Fits>
  std::optional<Value> own_town(Fits fits) const {
    const base::Person& person = material_.of.person;
    std::vector<const std::string*> towns{&person.town, &person.employer.trust.town};
    for (const base::Organisation& school : person.employer.schools) towns.push_back(&school.town);
    for (const std::string* town : towns) {
      const std::string folded = base::fold(*town);
      if (folded.empty()) continue;
      if (const std::optional<Value> value = fits(folded)) return value;
    }
    return std::nullopt;
  }

  bool is_letter_at(std::size_t at) const {
    return at < text().size() &&
           ((text()[at] >= 'a' && text()[at] <= 'z') || (text()[at] >= '0' && text()[at] <= '9'));
  }

  std::optional<Value> own_town_from(std::size_t begin) const {
    while (begin < text().size() && text()[begin] == ' ') ++begin;
    return own_town([&](const std::string& town) -> std::optional<Value> {
      const std::size_t end = begin + town.size();
      if (!text().substr(begin).starts_with(town) || is_letter_at(end)) return std::nullopt;
      return Value{begin, end, std::nullopt};
    });
  }

  std::optional<Value> own_town_up_to(std::size_t end) const {
    while (end > 0 && text()[end - 1] == ' ') --end;
    return own_town([&](const std::string& town) -> std::optional<Value> {
      const std::size_t begin = end - std::min(end, town.size());
      if (!text().substr(0, end).ends_with(town) || (begin > 0 && is_letter_at(begin - 1)))
        return std::nullopt;
      return Value{begin, end, std::nullopt};
    });
  }

  // [begin, end) are the cue's words.
  void take(const Cue& cue, std::size_t begin, std::size_t end, const std::optional<Value>& value) {
    if (!value || value->end <= value->begin || is_taken(*value) || vetoed(cue, *value)) return;
    // "B. Ashdown" is nobody's birth in Ashdown.
    if (is_own_name(material_, text().substr(value->begin, value->end - value->begin))) return;
    const Subject subject =
        subject_for(cue, std::min(begin, value->begin), std::max(end, value->end), *value);
    if ((cue.said || cue.named || cue.next) && !subject.said) return;
    taken_.emplace(value->begin, value->end);
    if (!cue.nothing) report(cue, *value, of_child(cue, begin, *value) ? Whose::other : subject.whose);
  }

  // "Born 6 June 2015 on a farm near Diss": no grown-up's.
  bool of_child(const Cue& cue, std::size_t begin, const Value& value) const {
    if (cue.kind != Kind::birth_place || !in_.has_year || value.end <= begin) return false;
    const std::size_t year = year_in(text().substr(0, value.end), begin);
    if (year == std::string::npos || year + 4 > value.end) return false;
    const int born = std::atoi(std::string(text().substr(year, 4)).c_str());
    return int{std::chrono::year_month_day{material_.of.as_of}.year()} - born < youngest_person;
  }

  void report(const Cue& cue, const Value& value, Whose whose) {
    const std::size_t from = in_.folded.origin[value.begin], to = in_.folded.origin[value.end];
    std::string words =
        base::collapse_blanks(std::string_view(in_.passage->text.words()).substr(from, to - from));
    if (cue.as_list && value.name) words = cue.value.list->name(*value.name);
    Finding finding =
        finding_at(in_, value.begin, value.end, cue.kind, std::move(words), cue.id, rules_.file.clause);
    finding.whose = whose;
    finding.certainty = cue.certainty;
    material_.keep(out_, std::move(finding));
  }

  bool is_taken(const Value& value) const {
    const auto behind = taken_.lower_bound(value.end);
    return behind != taken_.begin() && std::prev(behind)->second > value.begin;
  }

  bool holds_here(const Guard& guard, const Cue& cue, const Value& value) const {
    if (!guard.cues.empty() && guard.cues.count(cue.id) == 0) return false;
    if (guard.unless_headed && said_by_headings(material_, in_) == Whose::self) return false;
    if (!holds(guard.where, of_)) return false;
    const std::size_t begin = value.begin > window_before ? value.begin - window_before : 0;
    return fits(guard.before, text().substr(begin, value.begin - begin)) &&
           fits(guard.after, text().substr(value.end, window_after)) &&
           fits(guard.value, text().substr(value.begin, value.end - value.begin)) &&
           fits(guard.passage, text());
  }

  bool vetoed(const Cue& cue, const Value& value) const {
    // In data that names the person the labels of other records ("clubs": "founded") say nothing of theirs.
    const std::string& syntax = in_.passage->syntax;
    const bool in_own_record = (syntax == "json" || syntax == "state") && is_of_named();
    return std::any_of(rules_.nots.begin(), rules_.nots.end(), [&](const Guard& guard) {
      return (!in_own_record || guard.where.beside.empty()) && holds_here(guard, cue, value);
    });
  }

  // Mark-up says of whom the passage speaks, and it is the person.
  bool is_of_named() const {
    return !in_.passage->entity.empty() && is_own_name(material_, base::fold(in_.passage->entity));
  }

  bool is_name(std::size_t begin, std::size_t end) const {
    const std::string_view word = text().substr(begin, end - begin);
    if (word.size() < 2 || word.ends_with("ly") || rules_.stops.count(std::string(word)) > 0) return false;
    const std::string& words = in_.passage->text.words();
    return base::is_capital(base::code_point(words, in_.folded.origin[begin]).value) &&
           !names_person(material_, word);
  }

  // "Robin Ashdown bakes. She now lives in Hull": where the "she" of the sentence stands, up to `end`. It is
  // the person's where they are named before; if another was since, subject_of has told.
  std::optional<std::size_t> pronoun_before(std::size_t end) const {
    constexpr int most_words = 3;
    for (int words = 0; words < most_words && end > 0; ++words) {
      std::size_t begin = end;
      while (begin > 0 && text()[begin - 1] >= 'a' && text()[begin - 1] <= 'z') --begin;
      if ((material_.people.of(text().substr(begin, end - begin)) & lexicon::PeopleWords::third) != 0)
        return begin;
      if (begin < 1 || begin == end || text()[begin - 1] != ' ') break;
      end = begin - 1;
    }
    return std::nullopt;
  }

  // "Oakley lives in", "Lowry was born in": a word with a capital right before the verb that is neither the
  // person nor an adverb.
  bool has_other_subject(std::size_t verb, bool is_verb) const {
    std::size_t end = std::min(verb + 1, text().size());  // a cue may begin with the blank before its words
    while (end > 0 && (end > verb || text()[end - 1] == ' ')) --end;
    for (const std::string_view be : {" is", " was"}) {
      if (!text().substr(0, end).ends_with(be)) continue;
      end -= be.size();
      is_verb = true;
    }
    if (!is_verb) return false;
    std::size_t begin = end;
    while (begin > 0 && text()[begin - 1] >= 'a' && text()[begin - 1] <= 'z') --begin;
    if (const auto pronoun = pronoun_before(end)) {
      const std::size_t from = *pronoun > window_named ? *pronoun - window_named : 0;
      return !names_person(material_, text().substr(from, *pronoun - from));
    }
    return is_name(begin, end);
  }

  // "Born in Hull, Kit trained as": a name behind the value, and what it does.
  bool has_subject_behind(std::size_t end) const {
    re2::StringPiece word;
    if (!rules_.subject_behind) return false;
    if (!RE2::PartialMatch(piece(text().substr(end, window_after)), *rules_.subject_behind, &word))
      return false;
    const auto begin = static_cast<std::size_t>(word.data() - text().data());
    return is_name(begin, begin + word.size());
  }

  // Of the same sentence.
  std::string_view words_before(std::size_t end) const {
    const std::size_t begin = end > window_before ? end - window_before : 0;
    const std::string_view words = text().substr(begin, end - begin);
    const std::size_t boundary = words.find_last_of(".!?\n|;");
    return boundary == std::string_view::npos ? words : words.substr(boundary + 1);
  }

  // An address is headed by a name.
  std::string_view first_line() const { return text().substr(0, std::min(text().find('\n'), window_after)); }

  // "Robin Ashdown / @robin / Hull · joined 2009": the first of several lines is nothing but their name.
  bool is_below_own_line(std::size_t at) const {
    const std::size_t end = text().find('\n');
    if (end == std::string_view::npos || end > window_after || end >= at) return false;
    const std::string_view line =
        std::string_view(in_.passage->text.words()).substr(0, in_.folded.origin[end]);
    return is_named_in_full(material_, line);
  }

  // The cue's own words say it, or a rule of the file, or everything around.
  Subject subject_for(const Cue& cue, std::size_t begin, std::size_t end, const Value& value) const {
    if (cue.whose == Whose::other) return {Whose::other, true};
    if (cue.whose == Whose::self) return {owner_of(material_, in_).whose, true};
    if (cue.named && names_person(material_, words_before(value.begin))) return {Whose::self, true};
    if (cue.named && cue.side == Side::after && names_person(material_, first_line()))
      return {Whose::self, true};
    if (cue.named) return {};
    if (cue.next) return {Whose::self, is_named_next(material_, in_, value.end)};
    // Where mark-up names the person, no label beside it makes the value another's.
    const bool others =
        !is_of_named() && std::any_of(rules_.others.begin(), rules_.others.end(),
                                      [&](const Guard& guard) { return holds_here(guard, cue, value); });
    if (others) return {Whose::other, true};
    if (cue.side == Side::start) return owner_of(material_, in_);
    Subject subject = subject_of(material_, in_, cue.verb ? value.begin : begin, end);
    if (!subject.said && subject.whose == Whose::self && is_below_own_line(value.begin)) subject.said = true;
    if (subject.said || cue.side != Side::before) return subject;
    return has_other_subject(begin, cue.verb) || has_subject_behind(value.end) ? Subject{Whose::other, true}
                                                                               : subject;
  }

  const Material& material_;
  const Labelled& of_;
  const FoldedPassage& in_;
  std::optional<bool> names_person_;  // once asked for
  const FileRules& rules_;
  std::vector<Finding>& out_;
  std::map<std::size_t, std::size_t> taken_;  // from begin to end; none overlaps another
};

}  // namespace

struct Cued::Rules {
  // A cue by its file and its place there.
  using Number = std::pair<std::uint32_t, std::uint32_t>;

  std::vector<std::unique_ptr<FileRules>> files;
  std::vector<CueFile> rows;
  std::map<std::string, lexicon::WordList> lists;
  Prefilter::Number first_pattern = 0;
  std::vector<Number> by_pattern;  // number in the prefilter, less first_pattern
  std::vector<Number> everywhere;  // those that no word rules out
  std::unordered_map<std::string, std::vector<Number>> by_field, by_label;

  void index();
  void candidates(const Material& material, const Labelled& of, std::vector<Number>& numbers) const;
};

void Cued::Rules::index() {
  for (std::uint32_t file = 0; file < files.size(); ++file) {
    rows.push_back(files[file]->file);
    const std::vector<Cue>& cues = files[file]->cues;
    for (std::uint32_t i = 0; i < cues.size(); ++i) {
      const Number number{file, i};
      if (const auto pattern = cues[i].pattern.number()) {
        by_pattern.resize(*pattern - first_pattern + 1);
        by_pattern.back() = number;
      } else if (cues[i].where.anywhere()) {
        everywhere.push_back(number);
      }
      for (const std::string& field : cues[i].where.fields) by_field[field].push_back(number);
      for (const std::string& label : cues[i].where.labels) by_label[label].push_back(number);
    }
  }
}

// In the order of files and of cues in them.
void Cued::Rules::candidates(const Material& material, const Labelled& of,
                             std::vector<Number>& numbers) const {
  numbers = everywhere;
  for (const Prefilter::Window& window : material.windows_of(of.in)) {
    if (window.pattern >= first_pattern && window.pattern - first_pattern < by_pattern.size())
      numbers.push_back(by_pattern[window.pattern - first_pattern]);
  }
  const auto add = [&](const auto& index, const std::string& key) {
    if (const auto found = index.find(key); found != index.end())
      numbers.insert(numbers.end(), found->second.begin(), found->second.end());
  };
  add(by_field, of.in.passage->field);
  if (!of.label.empty()) add(by_label, of.label);
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

Cued::Cued(std::unique_ptr<Rules> rules) : rules_(std::move(rules)) {}
Cued::Cued(Cued&&) noexcept = default;
Cued::~Cued() = default;

const std::vector<CueFile>& Cued::files() const { return rules_->rows; }

base::Result<Cued> Cued::load(const std::filesystem::path& data, PatternBook& book) {
  std::vector<std::filesystem::path> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(data / "detectors", error)) {
    if (entry.path().extension() == ".toml") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  Loader loader(data, book);
  auto rules = std::make_unique<Rules>();
  rules->first_pattern = book.prefilter.size();
  for (const std::filesystem::path& path : paths) {
    auto file = loader.read(path);
    if (!file) return file.error();
    if (*file != nullptr) rules->files.push_back(std::move(*file));
  }
  rules->lists = std::move(loader.lists);  // the nodes of a map stay where they are
  rules->index();
  return Cued(std::move(rules));
}

std::vector<Finding> Cued::find(const Material& material) const {
  std::vector<Finding> found;
  std::vector<std::string> labels(material.passages.size());
  Words labels_of_page;
  for (std::size_t i = 0; i < labels.size() && !rules_->by_label.empty(); ++i) {
    if (const std::string& label = material.passages[i].passage->label; !label.empty())
      labels_of_page.insert(labels[i] = scrape::plain_label(label));
  }
  std::vector<Rules::Number> numbers;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const Labelled of{material.passages[i], labels[i], labels_of_page};
    if (of.in.is_address) continue;
    rules_->candidates(material, of, numbers);
    for (std::size_t at = 0; at < numbers.size();) {
      const FileRules& file = *rules_->files[numbers[at].first];
      Search search(material, of, file, found);
      for (const std::uint32_t same = numbers[at].first; at < numbers.size() && numbers[at].first == same;
           ++at)
        search.run(file.cues[numbers[at].second]);
    }
  }
  return found;
}

}  // namespace gh::detect
