#include "detect/football_team.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

#include "base/definition_file.h"
#include "detect/pattern.h"
#include "detect/whose.h"
#include "lexicon/clubs.h"

namespace gh::detect {
namespace {

using namespace std::string_view_literals;  // compared by size first

using base::DefinitionTable;
using lexicon::ClubMention;
using lexicon::ClubOwner;
using lexicon::ClubWord;
using lexicon::Word;
using HashSet = std::unordered_set<std::uint32_t>;

constexpr std::size_t window_before = 110, window_after = 60;  // bytes of folded text that a rule looks at
constexpr std::size_t around = 240;                            // on both sides, for what the passage is about
constexpr std::size_t longest_short_post = 300;  // in which a slogan alone speaks for its writer
constexpr std::size_t longest_bio = 240;
constexpr std::size_t longest_labelled = 80;
constexpr std::size_t label_reach = 40;    // where in a labelled value the club must begin
constexpr int clubs_of_a_sports_page = 7;  // so many different clubs are news, or a table
constexpr std::string_view ball = "\xE2\x9A\xBD";

enum class Takes { any, club, fans, sure_fans };
enum class Asks { sentence, mark_up, said };  // what tells whose it is; `said`: and nothing else will do

struct Rule {
  std::string id;
  Pattern before, after, unless, passage;
  Takes takes = Takes::any;
  Asks asks = Asks::sentence;
  bool nothing = false;
  std::size_t longest = 0;  // of the passage; 0 for any
  Certainty certainty = Certainty::likely;

  /// True for "my team is": whatever stands there is a club.
  bool states() const { return is_sure() && asks == Asks::mark_up; }
  bool is_sure() const { return !nothing && certainty == Certainty::certain; }
};

HashSet hashes(DefinitionTable& root, std::string_view key) {
  HashSet all;
  for (const std::string& word : root.texts(key)) all.insert(lexicon::hash_of(base::fold(word)));
  return all;
}

std::vector<std::string> folded(std::vector<std::string> texts) {
  for (std::string& text : texts) text = base::fold(text);
  return texts;
}

bool among(std::string_view word, const std::vector<std::string>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string plain(std::string_view label) {
  std::string text = base::fold(label);
  while (!text.empty() && (text.back() == ':' || text.back() == '?' || text.back() == ' ')) text.pop_back();
  return text;
}

// What parts the items of a bio: "Teacher | Mum · Leeds United, tea".
bool parts_items(char c) {
  return c == '|' || c == '\n' || c == '.' || c == ',' || c == ';' || c == '/' || c == '!' || c == '(' ||
         c == ')' || c == '+' || c == '&' || c == '?' || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

struct FootballTeams::Rules {
  lexicon::ClubNames names;
  std::string clause;
  std::vector<std::string> labels, loose_labels, list_labels;
  HashSet football, ordinary, verbs, not_followed_by, plain_before;
  std::vector<Rule> rules;
  // All patterns of the rules that say something, and of those that say nothing, in one: most mentions
  // match neither.
  Pattern some_before, some_after, nothing_before, nothing_after, sure_before, sure_after;
  Pattern we, not_we, not_song, voice;

  void read(DefinitionTable root, PatternBook& book);

 private:
  std::vector<std::pair<std::string, std::string>> words_;  // "{fan}" and what it stands for

  std::string expand(std::string text) const;
  Pattern pattern(DefinitionTable& table, std::string_view key, PatternBook& book) const;
  void unite(PatternBook& book);
};

std::string FootballTeams::Rules::expand(std::string text) const {
  for (const auto& [name, alternatives] : words_) {
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at))
      text.replace(at, name.size(), alternatives);
  }
  return text;
}

// A pattern that reaches up to the name is matched from its end, which RE2 does when all of it ends there.
std::string at_the_end(std::string text) {
  if (text.ends_with('$')) text.pop_back();
  return "(?:" + text + ")$";
}

Pattern FootballTeams::Rules::pattern(DefinitionTable& table, std::string_view key, PatternBook& book) const {
  std::string text = expand(table.text(key));
  if (!text.empty() && key == "before") text = at_the_end(std::move(text));
  return book.read(table, key, text, PatternBook::roomy_options());
}

// A rule with both needs both, so one of them is enough to look for: no "(?:the )?$", which stands
// everywhere.
void FootballTeams::Rules::unite(PatternBook& book) {
  std::vector<std::string> befores[3], afters[3];
  const auto note = [&](int kind, const Rule& rule) {
    const bool by_before = rule.before && (!rule.after || book.prefilter.needs_words(rule.before.text()));
    auto& all = by_before ? befores[kind] : afters[kind];
    all.push_back(by_before ? rule.before.text() : rule.after.text());
  };
  for (const Rule& rule : rules) {
    note(rule.nothing ? 1 : 0, rule);
    if (rule.is_sure()) note(2, rule);
  }
  const auto one = [](const std::vector<std::string>& all) {
    return all.empty() ? std::string("[^\\x00-\\x{10FFFF}]") : "(?:" + base::join(all, "|") + ")";
  };
  const RE2::Options options = PatternBook::roomy_options();
  some_before = Pattern(at_the_end(one(befores[0])), options);
  nothing_before = Pattern(at_the_end(one(befores[1])), options);
  some_after = Pattern(one(afters[0]), options);
  nothing_after = Pattern(one(afters[1]), options);
  sure_before = Pattern(at_the_end(one(befores[2])), options);
  sure_after = Pattern(one(afters[2]), options);
}

void FootballTeams::Rules::read(DefinitionTable root, PatternBook& book) {
  root.integer("schema", 1);
  clause = root.required_text("clause");
  labels = folded(root.texts("labels"));
  loose_labels = folded(root.texts("loose_labels"));
  list_labels = folded(root.texts("list_labels"));
  football = hashes(root, "football");
  ordinary = hashes(root, "ordinary");
  verbs = hashes(root, "verbs");
  not_followed_by = hashes(root, "not_followed_by");
  plain_before = hashes(root, "plain_before");
  if (auto words = root.table("words")) {
    for (const std::string& key : words->keys()) words_.emplace_back("{" + key + "}", words->text(key));
  }
  for (DefinitionTable table : root.tables("rule")) {
    Rule rule;
    rule.id = table.required_text("id");
    rule.before = pattern(table, "before", book);
    rule.after = pattern(table, "after", book);
    rule.unless = pattern(table, "unless", book);
    rule.passage = pattern(table, "passage", book);
    const std::string takes = table.choice("takes", {"any", "club", "fans", "sure fans"}, "any");
    rule.takes = takes == "any"    ? Takes::any
                 : takes == "club" ? Takes::club
                 : takes == "fans" ? Takes::fans
                                   : Takes::sure_fans;
    rule.longest = static_cast<std::size_t>(std::max<std::int64_t>(table.integer("longest", 0), 0));
    const std::string asks = table.choice("whose", {"sentence", "self", "said"}, "sentence");
    rule.asks = asks == "self" ? Asks::mark_up : asks == "said" ? Asks::said : Asks::sentence;
    rule.nothing = table.choice("says", {"nothing", "team"}, "team") == "nothing";
    rule.certainty = certainty_named(table.choice("certainty", {"certain", "likely", "possible"}, "likely"))
                         .value_or(Certainty::likely);
    if (!rule.before && !rule.after) table.problem("id", "a rule needs 'before' or 'after'");
    rules.push_back(std::move(rule));
  }
  unite(book);
  if (auto table = root.table("we")) {
    we = pattern(*table, "pattern", book);
    not_we = pattern(*table, "unless", book);
  }
  if (auto table = root.table("alone")) {
    not_song = pattern(*table, "not_song", book);
    voice = pattern(*table, "voice", book);
  }
}

namespace {

// A mention with what could be made of it.
struct Candidate {
  ClubMention mention;
  std::optional<ClubOwner> owner;  // the club that is meant; nothing while several may be
  std::size_t end = 0;             // behind "FC" and the like
  bool strong = false;             // nothing else has that name
  bool proper = false;             // a word, but written as a name in the middle of a sentence
  bool capital = false;
  bool dropped = false;   // part of another name
  bool football = false;  // words of football stand around a weak one
};

}  // namespace

namespace {

// All passages of one page.
class Search {
 public:
  Search(const Material& material, const FootballTeams::Rules& rules) : material_(material), rules_(rules) {}

  std::vector<Finding> run();

 private:
  struct Passage {
    const FoldedPassage* in = nullptr;
    std::span<const Word> words;
    std::vector<Candidate> candidates;
  };

  void collect(const FoldedPassage& in);
  void note_clubs(const Passage& passage, std::vector<std::uint8_t>& clubs) const;
  void settle(Passage& passage, const std::vector<std::uint8_t>& on_page) const;
  void weigh(const Passage& passage, Candidate& candidate) const;
  void judge(const Passage& passage);

  enum class Label { none, list, loose, sure };
  Label label_of(const FoldedPassage& in) const;
  const Candidate* labelled(const Passage& passage, Label label) const;
  bool is_row(const FoldedPassage& in) const;
  void count_labelled();

  bool by_label(const Passage& passage);
  bool by_rule(const Passage& passage, const Candidate& candidate);
  bool by_item(const Passage& passage, const Candidate& candidate);
  bool by_slogan(const Passage& passage, const Candidate& candidate);
  void by_we(const Passage& passage);

  bool accepts(const Rule& rule, const Passage& passage, const Candidate& candidate) const;
  bool is_plain_word(const Passage& passage, const Candidate& candidate) const;
  bool is_doubtful(const Passage& passage, const Candidate& candidate) const;
  bool spoken_of_football(const Passage& passage, const Candidate& candidate) const;
  bool is_capital(const FoldedPassage& in, std::size_t at) const;
  bool has_capitals(const FoldedPassage& in) const;
  bool begins_sentence(std::string_view text, std::size_t at) const;
  std::string_view near(const FoldedPassage& in, const Candidate& candidate) const;
  static bool has_score(const Passage& passage);
  static int different_clubs(const Passage& passage);
  const lexicon::Club& club(const Candidate& candidate) const {
    return rules_.names.clubs()[candidate.owner->club];
  }
  bool report(const FoldedPassage& in, const Candidate& candidate, std::string_view rule, Certainty certainty,
              Asks asks = Asks::sentence);

  const Material& material_;
  const FootballTeams::Rules& rules_;
  std::vector<Passage> passages_;
  bool sports_page_ = false;
  bool league_table_ = false;  // several clubs under one label
  std::vector<Finding> found_;
};

bool Search::is_capital(const FoldedPassage& in, std::size_t at) const {
  const std::string& words = in.passage->text.words();
  const std::size_t origin = in.folded.origin[at];
  if (origin >= words.size()) return false;
  const auto c = static_cast<unsigned char>(words[origin]);
  return (c >= 'A' && c <= 'Z') || c >= 0x80;
}

bool Search::has_capitals(const FoldedPassage& in) const {
  const std::string& words = in.passage->text.words();
  return std::any_of(words.begin(),
                     words.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(words.size(), 400)),
                     [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool Search::begins_sentence(std::string_view text, std::size_t at) const {
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '"' || text[at - 1] == '#')) --at;
  return at == 0 || std::string_view(".!?:|\n-").find(text[at - 1]) != std::string_view::npos ||
         static_cast<unsigned char>(text[at - 1]) >= 0x80;
}

std::string_view Search::near(const FoldedPassage& in, const Candidate& candidate) const {
  const std::string_view text = in.folded.text;
  const std::size_t from = candidate.mention.begin > around ? candidate.mention.begin - around : 0;
  return text.substr(from, candidate.end + around - from);
}

// How a mention stands in its passage: behind what, before what, in which letters.
void Search::weigh(const Passage& passage, Candidate& candidate) const {
  const FoldedPassage& in = *passage.in;
  const std::string_view text = in.folded.text;
  const std::span<const Word> words = passage.words;
  const ClubMention& mention = candidate.mention;
  candidate.end = mention.end;
  candidate.capital = is_capital(in, mention.begin);
  candidate.proper = candidate.capital && !begins_sentence(text, mention.begin);
  std::size_t next = mention.first_word + mention.word_count;
  const auto gap = [&](std::size_t i) {
    return text.substr(words[i - 1].end, words[i].begin - words[i - 1].end);
  };
  const auto word = [&](std::size_t i) { return text.substr(words[i].begin, words[i].end - words[i].begin); };
  bool says_club = false;
  const auto adjoins = [&](std::size_t i) { return i < words.size() && (gap(i) == " " || gap(i) == "-"); };
  if (adjoins(next) && (word(next) == "fc" || word(next) == "afc" || word(next) == "women" ||
                        word(next) == "ladies" || word(next) == "wfc")) {
    says_club = word(next).ends_with("fc");
    candidate.end = words[next].end;
    ++next;
  } else if (adjoins(next) && adjoins(next + 1) && word(next) == "football" && word(next + 1) == "club") {
    says_club = true;
    candidate.end = words[next + 1].end;
    next += 2;
  }
  if (mention.first_word > 0 && word(mention.first_word - 1) == "afc") says_club = true;
  candidate.strong = candidate.owner && (!candidate.owner->weak || says_club);
  if (says_club) return;
  if (adjoins(next) && rules_.not_followed_by.contains(words[next].hash)) candidate.dropped = true;
  if (candidate.strong) return;
  const bool place =
      candidate.owner && (candidate.owner->kind == ClubWord::name || candidate.owner->kind == ClubWord::town);
  if (place && mention.first_word > 0 && word(mention.first_word - 1) == "the") candidate.dropped = true;
  // "Barnsley Hospice", "Gary Barlow": capitals next to it make it part of another name.
  const auto known = [&](std::size_t i) {
    return rules_.plain_before.contains(words[i].hash) || rules_.football.contains(words[i].hash);
  };
  if (adjoins(next) && is_capital(in, words[next].begin) && text[words[next].begin] < '\x7f' &&
      static_cast<unsigned char>(text[words[next].begin]) < 0x80 && !known(next))
    candidate.dropped = true;
  if (mention.first_word > 0 && adjoins(mention.first_word)) {
    const std::size_t before = mention.first_word - 1;
    const bool name = is_capital(in, words[before].begin) &&
                      static_cast<unsigned char>(text[words[before].begin]) < 0x80 && candidate.capital;
    if (name && !known(before)) candidate.dropped = true;
  }
}

void Search::collect(const FoldedPassage& in) {
  if (in.is_address) return;
  Passage passage;
  passage.in = &in;
  passage.words = material_.words_of(in);
  for (const ClubMention& mention : rules_.names.find(in.folded.text, passage.words)) {
    Candidate candidate;
    candidate.mention = mention;
    const auto& owners = mention.phrase->owners;
    const auto alone = [](const ClubOwner& owner) { return !owner.shared; };
    const auto first = std::find_if(owners.begin(), owners.end(), alone);
    if (first != owners.end() && std::count_if(owners.begin(), owners.end(), alone) == 1)
      candidate.owner = *first;
    passage.candidates.push_back(candidate);
  }
  if (!passage.candidates.empty()) passages_.push_back(std::move(passage));
}

// Clubs that a passage names by nothing else (3), by a town or a word (2), or by the town of several (1).
void Search::note_clubs(const Passage& passage, std::vector<std::uint8_t>& clubs) const {
  for (const Candidate& candidate : passage.candidates) {
    if (candidate.owner) {
      const std::uint8_t named = !candidate.owner->weak                             ? 3
                                 : is_capital(*passage.in, candidate.mention.begin) ? 2
                                                                                    : 0;
      clubs[candidate.owner->club] = std::max(clubs[candidate.owner->club], named);
      continue;
    }
    for (const ClubOwner& owner : candidate.mention.phrase->owners) {
      if (owner.kind == ClubWord::town) clubs[owner.club] = std::max<std::uint8_t>(clubs[owner.club], 1);
    }
  }
}

// "Magpies" on a page that names Newcastle: one club of several, by what else is there.
void Search::settle(Passage& passage, const std::vector<std::uint8_t>& on_page) const {
  std::vector<std::uint8_t> here;
  const auto choose = [&](const std::vector<ClubOwner>& owners,
                          const std::vector<std::uint8_t>& named) -> std::optional<ClubOwner> {
    for (const std::uint8_t needed : {3, 2, 1}) {
      std::optional<ClubOwner> chosen;
      int count = 0;
      for (const ClubOwner& owner : owners) {
        if (named[owner.club] < needed) continue;
        chosen = owner;
        ++count;
      }
      if (count == 1) return chosen;
      if (count > 1) return std::nullopt;
    }
    return std::nullopt;
  };
  for (Candidate& candidate : passage.candidates) {
    if (!candidate.owner) {
      if (here.empty()) {
        here.resize(rules_.names.clubs().size());
        note_clubs(passage, here);
      }
      candidate.owner = choose(candidate.mention.phrase->owners, here);
      if (!candidate.owner) candidate.owner = choose(candidate.mention.phrase->owners, on_page);
      if (candidate.owner && candidate.owner->kind == ClubWord::town) candidate.owner.reset();
    }
    weigh(passage, candidate);
    const bool weak = candidate.owner && !candidate.strong && !candidate.dropped;
    candidate.football = weak && spoken_of_football(passage, candidate);
  }
}

bool Search::spoken_of_football(const Passage& passage, const Candidate& candidate) const {
  const std::span<const Word> words = passage.words;
  const std::size_t at = candidate.mention.first_word;
  const std::size_t from = at > 40 ? at - 40 : 0, to = std::min(words.size(), at + 40);
  for (std::size_t i = from; i < to; ++i) {
    const bool own = i >= at && i < at + candidate.mention.word_count;
    if (!own && rules_.football.contains(words[i].hash)) return true;
  }
  return near(*passage.in, candidate).find(ball) != std::string_view::npos;
}

// "reading", where a name would have a capital: only a rule that states the club takes it for one.
bool Search::is_plain_word(const Passage& passage, const Candidate& candidate) const {
  const ClubWord kind = candidate.owner->kind;
  if (candidate.strong || candidate.capital) return false;
  const bool ordinary = candidate.mention.word_count == 1 &&
                        rules_.ordinary.contains(passage.words[candidate.mention.first_word].hash);
  const bool place = kind == ClubWord::town || kind == ClubWord::name;
  return ordinary || (place && has_capitals(*passage.in));
}

// "Reading in the sun": only words that leave no doubt would make a club of it.
bool Search::is_doubtful(const Passage& passage, const Candidate& candidate) const {
  if (candidate.strong || candidate.owner->kind == ClubWord::fans) return false;
  const Word& first = passage.words[candidate.mention.first_word];
  const bool verb = candidate.mention.word_count == 1 && rules_.verbs.contains(first.hash);
  return (verb && !candidate.proper && !candidate.football) || is_plain_word(passage, candidate);
}

bool Search::accepts(const Rule& rule, const Passage& passage, const Candidate& candidate) const {
  const FoldedPassage& in = *passage.in;
  const ClubOwner& owner = *candidate.owner;
  if (rule.longest != 0 && in.folded.text.size() > rule.longest) return false;
  if (rule.takes == Takes::sure_fans) return owner.kind == ClubWord::fans && !owner.weak;
  if (rule.takes == Takes::fans) return owner.kind == ClubWord::fans && (!owner.weak || candidate.capital);
  if (owner.kind == ClubWord::fans && rule.takes == Takes::any) return false;
  if (candidate.strong) return true;
  if (club(candidate).country == "countries" && !candidate.football) return false;
  if (!rule.is_sure() && is_doubtful(passage, candidate)) return false;
  if (rule.states()) return true;
  if (is_plain_word(passage, candidate)) return false;
  // "big spurs fan" needs no capital where only football has such a word.
  if (!candidate.capital && has_capitals(in) && rule.takes != Takes::any) return false;
  if (rule.takes == Takes::any) return true;
  const bool place =
      owner.kind == ClubWord::town || (owner.kind == ClubWord::name && !club(candidate).town.empty());
  return candidate.football || (candidate.proper && !place);
}

bool Search::report(const FoldedPassage& in, const Candidate& candidate, std::string_view rule,
                    Certainty certainty, Asks asks) {
  Finding finding = finding_at(in, candidate.mention.begin, candidate.end, Kind::football_team,
                               club(candidate).name, rule, rules_.clause);
  const Subject subject = asks == Asks::mark_up
                              ? owner_of(material_, in)
                              : subject_of(material_, in, candidate.mention.begin, candidate.end);
  if (asks == Asks::said && !subject.said) return false;
  finding.whose = subject.whose;
  finding.certainty = candidate.owner->shared ? Certainty::possible : certainty;
  material_.keep(found_, std::move(finding));
  return true;
}

// "Team: Stoke", "Favourite club - the Gunners"; or the label is the passage above.
Search::Label Search::label_of(const FoldedPassage& in) const {
  const auto kind_of = [&](const std::string& label) {
    return among(label, rules_.labels)         ? Label::sure
           : among(label, rules_.loose_labels) ? Label::loose
           : among(label, rules_.list_labels)  ? Label::list
                                               : Label::none;
  };
  if (in.passage->field == "football_team"sv) return Label::sure;
  const std::string& label = in.passage->label;
  if (!label.empty()) return kind_of(plain(label));
  if (in.folded.text.size() > longest_labelled || in.passage->syntax != "text"sv) return Label::none;
  const auto index = static_cast<std::size_t>(&in - material_.passages.data());
  if (index == 0) return Label::none;
  const FoldedPassage& above = material_.passages[index - 1];
  const bool short_text = above.folded.text.size() <= label_reach && above.passage->syntax == "text"sv;
  return short_text && above.passage->place == in.passage->place ? kind_of(plain(above.folded.text))
                                                                 : Label::none;
}

// The club that a labelled value begins with; nothing when it stands among other words.
const Candidate* Search::labelled(const Passage& passage, Label label) const {
  static const RE2 little(
      "^(?:\\W*$| ?[^a-z0-9 ]| (?:fc|since|till?|until|of course|obviously|fan|forever|all the "
      "way|always|"
      "through|for (?:life|my)|supporter|sadly)(?:[^a-z]|$))");
  const std::string_view text = passage.in->folded.text;
  for (const Candidate& candidate : passage.candidates) {
    if (!candidate.owner || candidate.dropped) continue;
    if (label == Label::sure) return candidate.mention.begin <= label_reach ? &candidate : nullptr;
    if (candidate.strong && candidate.owner->kind != ClubWord::ground) return &candidate;
    if (label == Label::list) continue;
    const std::string_view before = text.substr(0, candidate.mention.begin),
                           after = text.substr(candidate.end, window_after);
    const bool first = before == "the " || std::none_of(before.begin(), before.end(),
                                                        [](char c) { return c >= 'a' && c <= 'z'; });
    if (first && RE2::PartialMatch(re2::StringPiece(after.data(), after.size()), little)) return &candidate;
  }
  return nullptr;
}

// A table's column of teams is a league, unless the row is the person's.
bool Search::is_row(const FoldedPassage& in) const {
  const std::string& entity = in.passage->entity;
  return entity.empty() || !is_own_name(material_, base::fold(entity));
}

void Search::count_labelled() {
  std::vector<std::uint32_t> clubs;
  for (const Passage& passage : passages_) {
    const Label label = label_of(*passage.in);
    if (label == Label::none || !is_row(*passage.in)) continue;
    const Candidate* candidate = labelled(passage, label);
    if (candidate != nullptr && std::find(clubs.begin(), clubs.end(), candidate->owner->club) == clubs.end())
      clubs.push_back(candidate->owner->club);
    if (clubs.size() > 1) break;
  }
  league_table_ = clubs.size() > 1;
}

bool Search::by_label(const Passage& passage) {
  const FoldedPassage& in = *passage.in;
  const Label label = label_of(in);
  if (label == Label::none) return false;
  const Candidate* candidate = labelled(passage, label);
  if (candidate == nullptr) return false;
  const std::string entity = base::fold(in.passage->entity);
  const bool number = !entity.empty() && entity.find_first_not_of("0123456789. ") == std::string::npos;
  const bool named = !entity.empty() && !number;
  if (label != Label::sure && !named && (league_table_ || number)) return true;
  return report(in, *candidate, "football-team.label",
                label == Label::sure ? Certainty::certain : Certainty::likely, Asks::mark_up);
}

bool Search::by_rule(const Passage& passage, const Candidate& candidate) {
  const FoldedPassage& in = *passage.in;
  const std::string_view text = in.folded.text;
  std::size_t begin = candidate.mention.begin;
  while (begin > 0 && (text[begin - 1] == '#' || text[begin - 1] == '@')) --begin;
  const std::size_t from = begin > window_before ? begin - window_before : 0;
  const std::string_view before = text.substr(from, begin - from),
                         after = text.substr(candidate.end, window_after);
  if (is_doubtful(passage, candidate) && !matches(rules_.sure_before, before) &&
      !matches(rules_.sure_after, after))
    return false;
  const bool some = matches(rules_.some_before, before) || matches(rules_.some_after, after);
  if (!some && !matches(rules_.nothing_before, before) && !matches(rules_.nothing_after, after)) return false;
  for (const Rule& rule : rules_.rules) {
    if (!some && !rule.nothing) break;  // those that say nothing come first
    if (!rule.nothing && !accepts(rule, passage, candidate)) continue;
    if (!fits(rule.before, before) || !fits(rule.after, after)) continue;
    if (rule.nothing) {
      if (fits(rule.passage, near(in, candidate))) return true;
      continue;
    }
    if (matches(rule.unless, near(in, candidate))) continue;
    if (report(in, candidate, rule.id, rule.certainty, rule.asks)) return true;
  }
  return false;
}

// Nothing but the club between two signs: "Dad | NUFC | real ale".
bool Search::by_item(const Passage& passage, const Candidate& candidate) {
  const FoldedPassage& in = *passage.in;
  const std::string_view text = in.folded.text;
  if (!candidate.strong || text.size() > longest_bio || different_clubs(passage) > 2) return false;
  const ClubWord kind = candidate.owner->kind;
  if (kind == ClubWord::ground || kind == ClubWord::town) return false;
  std::size_t begin = candidate.mention.begin, end = candidate.end;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '#' || text[begin - 1] == '@')) --begin;
  if (text.substr(0, begin).ends_with("the")) begin -= 3;
  while (begin > 0 && text[begin - 1] == ' ') --begin;
  while (end < text.size() && text[end] == ' ') ++end;
  const bool left = begin == 0 || parts_items(text[begin - 1]),
             right = end == text.size() || parts_items(text[end]);
  if (!left || !right) return false;
  const bool bio = in.passage->field == "bio"sv || in.passage->field == "interests"sv;
  const auto signs = static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return c == '|' || static_cast<unsigned char>(c) >= 0x80; }));
  const bool listed = signs >= 1 && !(begin == 0 && end == text.size());
  const bool devoted = kind == ClubWord::tag || kind == ClubWord::chant || kind == ClubWord::fans;
  if (!bio && !listed && !devoted) return false;
  if (!bio && kind == ClubWord::name && text.find(ball) == std::string_view::npos && signs < 2) return false;
  if (matches(rules_.not_song, near(in, candidate))) return false;
  report(in, candidate, "football-team.bio", Certainty::likely);
  return true;
}

// "Up the Toffees!", "Toon Army. #NUFC".
bool Search::by_slogan(const Passage& passage, const Candidate& candidate) {
  const FoldedPassage& in = *passage.in;
  const ClubOwner& owner = *candidate.owner;
  if (in.folded.text.size() > longest_short_post || different_clubs(passage) != 1) return false;
  const bool settled = candidate.strong || owner.shared;
  const bool slogan = (owner.kind == ClubWord::tag || owner.kind == ClubWord::chant) && settled;
  const bool initials = owner.kind == ClubWord::initials && candidate.strong;
  if (!slogan && !initials) return false;
  std::vector<const lexicon::ClubPhrase*> phrases;
  for (const Candidate& other : passage.candidates) {
    const ClubWord kind = other.owner ? other.owner->kind : ClubWord::town;
    const bool counts = kind == ClubWord::tag || kind == ClubWord::chant || kind == ClubWord::initials ||
                        kind == ClubWord::nickname || kind == ClubWord::fans || kind == ClubWord::ground;
    if (counts && std::find(phrases.begin(), phrases.end(), other.mention.phrase) == phrases.end())
      phrases.push_back(other.mention.phrase);
  }
  const bool twice = phrases.size() >= 2;
  if (owner.shared && !twice) return false;
  if (initials && !twice && !matches(rules_.voice, in.folded.text)) return false;
  if (matches(rules_.not_song, in.folded.text)) return false;
  report(in, candidate, "football-team.slogan",
         slogan && !owner.shared ? Certainty::likely : Certainty::possible);
  return true;
}

// "Dreadful again, we never turned up. Sort it out Villa": the one club that a "we" speaks of.
void Search::by_we(const Passage& passage) {
  const FoldedPassage& in = *passage.in;
  if (in.folded.text.size() > 2 * longest_short_post || different_clubs(passage) != 1) return;
  if (!matches(rules_.we, in.folded.text) || matches(rules_.not_we, in.folded.text)) return;
  for (const Candidate& candidate : passage.candidates) {
    if (!candidate.owner || candidate.dropped) continue;
    const ClubWord kind = candidate.owner->kind;
    const bool place = kind == ClubWord::town || (kind == ClubWord::name && !candidate.strong);
    if (kind == ClubWord::ground || place) continue;
    if (!candidate.strong && !(candidate.capital && candidate.football)) continue;
    report(in, candidate, "football-team.we", Certainty::possible);
    return;
  }
}

int Search::different_clubs(const Passage& passage) {
  std::vector<std::uint32_t> clubs;
  for (const Candidate& candidate : passage.candidates) {
    if (!candidate.owner || candidate.dropped) continue;
    const bool place = candidate.owner->kind == ClubWord::town || candidate.owner->kind == ClubWord::name;
    if (!candidate.strong && (place || !candidate.capital)) continue;
    if (std::find(clubs.begin(), clubs.end(), candidate.owner->club) == clubs.end())
      clubs.push_back(candidate.owner->club);
    if (clubs.size() > 8) break;
  }
  return static_cast<int>(clubs.size());
}

// "Leeds United 2-1", "v Hull City".
bool Search::has_score(const Passage& passage) {
  static const RE2 score("^(?: fc| afc)?,? (?:\\d{1,2} ?- ?\\d{1,2}(?:[^0-9]|$)|(?:v|vs|versus)\\.? )");
  const std::string_view text = passage.in->folded.text;
  return std::any_of(passage.candidates.begin(), passage.candidates.end(), [&](const Candidate& candidate) {
    const std::string_view after = text.substr(candidate.mention.end, window_after);
    return candidate.owner && RE2::PartialMatch(re2::StringPiece(after.data(), after.size()), score);
  });
}

void Search::judge(const Passage& passage) {
  if (by_label(passage)) return;
  bool none = true;
  const scrape::Place place = passage.in->passage->place;
  const std::string& field = passage.in->passage->field;
  const bool own_words = !sports_page_ && place != scrape::Place::navigation &&
                         place != scrape::Place::footer && field != "title"sv;
  for (const Candidate& candidate : passage.candidates) {
    if (!candidate.owner || candidate.dropped) continue;
    const bool said = by_rule(passage, candidate) ||
                      (own_words && (by_item(passage, candidate) || by_slogan(passage, candidate)));
    none = none && !said;
  }
  if (none && own_words) by_we(passage);
}

std::vector<Finding> Search::run() {
  for (const FoldedPassage& in : material_.passages) collect(in);
  if (passages_.empty()) return {};
  std::vector<std::uint8_t> on_page(rules_.names.clubs().size());
  for (const Passage& passage : passages_) note_clubs(passage, on_page);
  sports_page_ = std::count(on_page.begin(), on_page.end(), 3) >= clubs_of_a_sports_page ||
                 std::any_of(passages_.begin(), passages_.end(), has_score);
  for (Passage& passage : passages_) settle(passage, on_page);
  count_labelled();
  for (const Passage& passage : passages_) judge(passage);
  return std::move(found_);
}

}  // namespace

FootballTeams::FootballTeams(std::unique_ptr<Rules> rules) : rules_(std::move(rules)) {}
FootballTeams::FootballTeams(FootballTeams&&) noexcept = default;
FootballTeams::~FootballTeams() = default;

base::Result<FootballTeams> FootballTeams::load(const std::filesystem::path& data, PatternBook& book) {
  auto names = lexicon::ClubNames::read(data / "lexicon" / "clubs.toml");
  if (!names) return names.error();
  const std::filesystem::path file = data / "detectors" / "football-team.toml";
  auto opened = base::open_definition(file);
  if (!opened) return opened.error();
  base::DefinitionFile& definition = *opened;
  auto rules = std::make_unique<Rules>();
  rules->read(definition.root(), book);
  if (auto error = definition.error()) return *error;
  rules->names = std::move(*names);
  return FootballTeams(std::move(rules));
}

std::vector<Finding> FootballTeams::find(const Material& material) const {
  return Search(material, *rules_).run();
}

}  // namespace gh::detect
