#include "detect/whose.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>
#include <vector>

namespace gh::detect {
namespace {

using lexicon::PeopleWords;
using scrape::About;

constexpr std::size_t window_before = 260, window_after = 70, window_quote = 300;  // folded bytes
constexpr std::size_t longest_name_line = 48, longest_heading = 90;
constexpr std::size_t reach_of_name_line = 5;  // passages that a line with a name can head
constexpr std::size_t near = 4;                // tokens between a noun and what is said of it

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

struct Token {
  std::string_view word;    // folded; without what follows an apostrophe
  std::string_view suffix;  // "s", "m", "ve"; empty mostly
  std::size_t begin = 0, end = 0;
  std::uint32_t lists = 0;
  bool capital = false;
  bool own = false;  // a word of the person's names
  bool starts_sentence = false;
  char mark = 0;  // what stands before it, blanks aside: ',', '(', '-' ...

  bool in(std::uint32_t any) const { return (lists & any) != 0; }
};

bool is_capital(const FoldedPassage& in, std::size_t at) {
  const std::string& words = in.passage->text.words();
  const std::size_t origin = in.folded.origin[at];
  if (origin >= words.size()) return false;
  const auto first = static_cast<unsigned char>(words[origin]);
  // "É", "Š", ...: folded to a plain letter, hence no small ASCII letter in the source. Small accented
  // letters pass for capitals, which costs nothing: only names are asked.
  return (first >= 'A' && first <= 'Z') || first >= 0x80;
}

// A full stop that ends no sentence: "b. 1985", "Mr. Toft", "D.O.B.".
bool abbreviated(const Token& token) {
  return token.end - token.begin <= 1 || token.in(PeopleWords::titles) || token.word == "st" ||
         token.word == "c";
}

// Reads the tokens of folded bytes [from, to).
std::vector<Token> tokens_in(const Material& material, const FoldedPassage& in, std::size_t from,
                             std::size_t to) {
  const std::string_view text = in.folded.text;
  std::vector<Token> tokens;
  bool starts = from == 0;
  char mark = 0;
  for (std::size_t at = from; at < to;) {
    const char c = text[at];
    if (!is_word_byte(c)) {
      if (c != ' ' && c != '\'') mark = c;
      const bool ends_word = at + 1 >= text.size() || text[at + 1] == ' ' || text[at + 1] == '\n';
      if (c == '\n' || c == '!' || c == '?' || c == ';' || c == '|') starts = true;
      if (c == '.' && ends_word && (tokens.empty() || !abbreviated(tokens.back()))) starts = true;
      ++at;
      continue;
    }
    // A sign of its own ("·", an emoji) parts sentences as a full stop does.
    if (static_cast<unsigned char>(c) >= 0x80) {
      std::size_t end = at;
      bool letters = false;
      for (; end < to && is_word_byte(text[end]); ++end)
        letters = letters || static_cast<unsigned char>(text[end]) < 0x80;
      if (!letters && text.substr(at, 2) != "\xC3\x9F") {
        starts = true;
        mark = '.';
        at = end;
        continue;
      }
    }
    Token token;
    token.begin = at;
    while (at < to && is_word_byte(text[at])) ++at;
    token.word = text.substr(token.begin, at - token.begin);
    if (at + 1 < to && text[at] == '\'' && is_word_byte(text[at + 1])) {
      std::size_t end = at + 1;
      while (end < to && is_word_byte(text[end])) ++end;
      // "o'neill" is one word.
      if (end - at <= 3) token.suffix = text.substr(at + 1, end - at - 1);
      if (token.suffix.empty()) token.word = text.substr(token.begin, end - token.begin);
      at = end;
    }
    token.end = at;
    token.lists = material.people.of(token.word);
    token.capital = is_capital(in, token.begin);
    token.own = std::find(material.person_words.begin(), material.person_words.end(), token.word) !=
                material.person_words.end();
    token.starts_sentence = starts;
    token.mark = mark;
    starts = false;
    mark = 0;
    tokens.push_back(token);
  }
  return tokens;
}

constexpr std::uint32_t nouns = PeopleWords::relatives | PeopleWords::pets | PeopleWords::pupils |
                                PeopleWords::things | PeopleWords::public_people;

bool is_other_name(const Token& token) {
  return token.capital && !token.own && token.in(PeopleWords::given_names);
}

// One look at the words before and behind a mention.
class Words {
 public:
  Words(const Material& material, const FoldedPassage& in) : material_(material), in_(in) {}

  std::optional<Whose> before(std::size_t begin) {
    const std::size_t from = start_of_word(begin > window_before ? begin - window_before : 0);
    tokens_ = tokens_in(material_, in_, from, begin);
    mention_ = tokens_.size();
    // Does the mention itself begin a sentence? Then what stood before speaks of other things.
    int back = begins_sentence(begin) ? 1 : 0;
    if (back == 0 && stranger_before_verb()) return Whose::other;
    for (std::size_t i = tokens_.size(); i-- > 0;) {
      if (back > 1) break;
      if (back == 0) {
        if (const auto whose = at(i)) return whose;
      } else if (const auto whose = at_earlier(i)) {
        return *whose == Whose::other ? whose : std::nullopt;
      }
      if (tokens_[i].starts_sentence) ++back;
    }
    return std::nullopt;
  }

  // "4 July is my son's birthday", "4 July - Mum's birthday".
  std::optional<Whose> after(std::size_t end) {
    const std::string_view text = in_.folded.text;
    const std::size_t to = std::min(text.size(), end + window_after);
    tokens_ = tokens_in(material_, in_, end, to);
    mention_ = 0;
    if (tokens_.empty() || tokens_[0].starts_sentence) return std::nullopt;
    const Token& first = tokens_[0];
    if (first.mark == ',') {
      if (const auto whose = after_comma()) return whose;
    }
    const bool called = first.mark == ',' && first.in(PeopleWords::possessives);
    const bool leads = called || first.in(PeopleWords::verbs) || first.suffix == "s" || first.word == "s" ||
                       first.word == "marks" || first.mark == '-' || first.mark == '(' || first.mark == '=' ||
                       first.mark == ':';
    if (!leads) return std::nullopt;
    for (std::size_t i = 0; i < tokens_.size() && i < 6; ++i) {
      const Token& token = tokens_[i];
      if (i > 0 && token.starts_sentence) break;
      if (token.in(PeopleWords::self) || token.own) {
        if (i + 1 < tokens_.size() && token.in(PeopleWords::possessives)) {
          for (std::size_t next = i + 1; next < tokens_.size() && next <= i + near; ++next) {
            if (tokens_[next].starts_sentence || tokens_[next].mark == ',') break;
            if (noun_at(next)) return Whose::other;
          }
        }
        if (called && !token.own) return std::nullopt;  // "40 today, my word"
        return Whose::self;
      }
      if (token.word == "our" || token.in(PeopleWords::third)) return Whose::other;
      if (token.suffix == "s" && (noun_at(i) || (token.capital && token.in(PeopleWords::given_names))))
        return Whose::other;
    }
    return std::nullopt;
  }

 private:
  // "Toft was born on", "the idea was born in": a word of no list that a verb follows is somebody or
  // something.
  bool stranger_before_verb() const {
    for (std::size_t i = tokens_.size(); i-- > 1 && mention_ - i <= near + 1;) {
      const Token& verb = tokens_[i];
      if (verb.starts_sentence || verb.in(PeopleWords::self)) return false;
      const bool leads = verb.word == "was" || verb.word == "is" || verb.word == "were" ||
                         verb.word == "turned" || verb.word == "turns";
      if (!leads) continue;
      const Token& head = tokens_[i - 1];
      return head.lists == 0 && !head.own && verb.mark == 0 && !is_digit(head) && head.suffix.empty() &&
             !head.word.ends_with("ly");
    }
    return false;
  }

  // "Born in Hull in 1970, Sam Toft moved", "…, she moved".
  std::optional<Whose> after_comma() const {
    const Token& first = tokens_[0];
    if (first.own || (first.in(PeopleWords::self) && !first.in(PeopleWords::possessives))) return Whose::self;
    if (first.in(PeopleWords::third) && tokens_.size() > 1 && tokens_[1].mark == 0)
      return last_named(first.begin);
    if (first.in(PeopleWords::articles) && tokens_.size() > 1 && noun_at(1)) return Whose::other;
    if (tokens_.size() < 3 || !first.capital || !tokens_[1].capital || tokens_[1].own) return std::nullopt;
    const bool name = first.in(PeopleWords::given_names) || (first.lists == 0 && tokens_[1].lists == 0);
    const bool goes_on = tokens_[1].mark == 0 && tokens_[2].mark == 0 && !tokens_[2].capital &&
                         !tokens_[2].starts_sentence && !tokens_[2].in(PeopleWords::oblique);
    return name && goes_on ? std::optional(Whose::other) : std::nullopt;
  }

  // "she/her" in a profile is how somebody wants to be spoken of.
  bool pronoun_pair(std::size_t i) const {
    if (tokens_[i].mark == '/') return true;
    if (i + 1 < tokens_.size()) return tokens_[i + 1].mark == '/';
    return false;
  }

  std::size_t start_of_word(std::size_t at) const {
    const std::string_view text = in_.folded.text;
    while (at > 0 && at < text.size() && is_word_byte(text[at]) && is_word_byte(text[at - 1])) ++at;
    return std::min(at, text.size());
  }

  bool begins_sentence(std::size_t begin) const {
    if (tokens_.empty()) return false;
    const std::string_view gap =
        std::string_view(in_.folded.text).substr(tokens_.back().end, begin - tokens_.back().end);
    if (gap.find_first_of("!?\n;|") != std::string_view::npos) return true;
    if (std::any_of(gap.begin(), gap.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
      return true;
    return gap.find(". ") != std::string_view::npos && !abbreviated(tokens_.back());
  }

  // The lists that hold the token, with the word before it too: "little one", "guinea pig".
  std::uint32_t lists_at(std::size_t i) const {
    std::uint32_t lists = tokens_[i].lists;
    if (i > 0) {
      lists |=
          material_.people.of(std::string(tokens_[i - 1].word) + " " + std::string(tokens_[i].word)) & nouns;
    }
    return lists;
  }

  bool noun_at(std::size_t i) const { return (lists_at(i) & nouns) != 0; }

  std::optional<Whose> at(std::size_t i) {
    const Token& token = tokens_[i];
    const std::uint32_t lists = lists_at(i);
    if (token.own && (token.capital || !token.in(PeopleWords::given_names))) {
      return Whose::self;
    }
    if (token.in(PeopleWords::self)) {
      const bool object_clause = i > 0 && (tokens_[i - 1].word == "who" || tokens_[i - 1].word == "that" ||
                                           tokens_[i - 1].word == "whom" || tokens_[i - 1].word == "than");
      if (object_clause) return std::nullopt;
      return Whose::self;
    }
    if ((lists & nouns) != 0) return noun(i, lists);
    if (token.in(PeopleWords::third) && !pronoun_pair(i)) return last_named(token.begin);
    if (token.suffix == "s" && !token.in(PeopleWords::neutral) && i + 1 < mention_ &&
        tokens_[i + 1].in(PeopleWords::birth_words))
      return Whose::other;
    if (token.in(PeopleWords::anybody)) return Whose::other;
    if (is_other_name(token) || unknown_name(i)) return name(i);
    return std::nullopt;
  }

  // In the sentence before, only a subject of its own counts.
  std::optional<Whose> at_earlier(std::size_t i) {
    const Token& token = tokens_[i];
    if (token.in(PeopleWords::self) || token.own) return Whose::self;
    if (token.in(PeopleWords::third) && !pronoun_pair(i)) return last_named(token.begin);
    const std::uint32_t lists = lists_at(i);
    if ((lists & (PeopleWords::relatives | PeopleWords::pets)) != 0 && possessed(i) && !oblique(*opener(i)))
      return Whose::other;
    if (is_other_name(token) && !oblique(i)) return Whose::other;
    return std::nullopt;
  }

  // The token that makes "… son" somebody's: my, our, Kit's; up to three words before it.
  std::optional<std::size_t> opener(std::size_t i) const {
    for (std::size_t back = 1; back <= near && back <= i; ++back) {
      if (tokens_[i - back + 1].starts_sentence) return std::nullopt;
      const Token& token = tokens_[i - back];
      if (token.in(PeopleWords::possessives | PeopleWords::articles) || token.suffix == "s") return i - back;
      if (token.in(PeopleWords::verbs | PeopleWords::self)) return std::nullopt;
    }
    return std::nullopt;
  }

  bool possessed(std::size_t i) const {
    const auto at = opener(i);
    return at && !tokens_[*at].in(PeopleWords::articles);
  }

  // "for my wife", "thanks to Kit": and not the one that the sentence is about.
  bool oblique(std::size_t first) const {
    return first > 0 && !tokens_[first].starts_sentence && tokens_[first - 1].in(PeopleWords::oblique);
  }

  // What stands between a noun or name and the mention leads straight on: ", born", "is", "(", ", aged".
  bool leads_on(std::size_t i) const {
    if (mention_ - i - 1 > near + 1) return false;
    for (std::size_t next = i + 1; next < mention_; ++next) {
      if (tokens_[next].in(PeopleWords::self) || tokens_[next].starts_sentence) return false;
    }
    return true;
  }

  // "I'm the youngest of three", "proud mum of two", "as a dad": the writer.
  bool describes_writer(std::size_t i) const {
    const auto at = opener(i);
    const std::size_t first = at.value_or(i);
    for (std::size_t back = 1; back <= 3 && back <= first; ++back) {
      const Token& token = tokens_[first - back];
      if (tokens_[first - back + 1].starts_sentence) break;
      if (token.suffix == "m" || token.word == "am" || token.word == "im" || token.word == "as" ||
          token.word == "being")
        return true;
      if (token.in(PeopleWords::self) && back <= 2) return true;
    }
    return false;
  }

  std::optional<Whose> noun(std::size_t i, std::uint32_t lists) {
    const auto at = opener(i);
    const bool relative = (lists & PeopleWords::relatives) != 0;
    if (at && (tokens_[*at].in(PeopleWords::possessives) || tokens_[*at].suffix == "s")) {
      if (with_writer(*at, i)) return Whose::self;
      const bool thing = (lists & (PeopleWords::things | PeopleWords::pupils)) != 0;
      if (thing && !leads_on(i)) return std::nullopt;
      if (oblique(*at) && !leads_on(i)) return std::nullopt;
      return Whose::other;
    }
    if (at) return !describes_writer(i) && leads_on(i) ? std::optional(Whose::other) : std::nullopt;
    if (!relative && (lists & PeopleWords::pets) == 0) return std::nullopt;
    // No word before it: "Mum is 60", "Happy birthday Dad", "mum to Ella, 7"; but "mum of two, 37".
    if (describes_writer(i)) return std::nullopt;
    const bool last = i + 1 == mention_;
    if (!last && tokens_[i + 1].in(PeopleWords::verbs) && !tokens_[i + 1].starts_sentence)
      return Whose::other;
    if (tokens_[i].suffix == "s") return Whose::other;
    if (wished(i)) return Whose::other;
    return std::nullopt;
  }

  // "my sister and I": the writer is one of them.
  bool with_writer(std::size_t first, std::size_t last) const {
    if (first >= 2 && tokens_[first - 1].word == "and" && tokens_[first - 2].in(PeopleWords::self))
      return true;
    for (std::size_t next = last + 1; next + 1 < mention_ && next <= last + 2; ++next) {
      if (tokens_[next].word == "and" && tokens_[next + 1].in(PeopleWords::self) &&
          !tokens_[next + 1].in(PeopleWords::possessives))
        return true;
    }
    return false;
  }

  // "happy birthday" or "welcome" near before it.
  bool wished(std::size_t i) const {
    for (std::size_t back = 1; back <= 5 && back <= i; ++back) {
      const std::string_view word = tokens_[i - back].word;
      if (word == "birthday" || word == "welcome" || word == "congratulations") return true;
      if (tokens_[i - back].starts_sentence) break;
    }
    return false;
  }

  // "Toft Pell": two capitals of which none is a known word, with what a subject is followed by.
  bool unknown_name(std::size_t i) const {
    if (i == 0 || !tokens_[i].capital || !tokens_[i - 1].capital) return false;
    const Token& token = tokens_[i];
    const Token& first = tokens_[i - 1];
    if (token.own || first.own || token.starts_sentence || token.mark != 0) return false;
    if (token.lists != 0 ||
        (first.lists & ~std::uint32_t{PeopleWords::given_names | PeopleWords::titles}) != 0)
      return false;
    if (is_digit(token) || is_digit(first)) return false;
    if (i >= 2 && !first.starts_sentence && is_place_word(tokens_[i - 2].word)) return false;
    const bool last = i + 1 == mention_;
    const char mark = last ? mark_before_mention() : tokens_[i + 1].mark;
    if (!last && tokens_[i + 1].in(PeopleWords::verbs)) return true;
    return last && (mark == ',' || mark == '(');
  }

  char mark_before_mention() const {
    const std::string_view text = in_.folded.text;
    for (std::size_t at = tokens_.back().end; at < text.size() && !is_word_byte(text[at]); ++at) {
      if (text[at] != ' ') return text[at];
    }
    return 0;
  }

  static bool is_digit(const Token& token) { return token.word[0] >= '0' && token.word[0] <= '9'; }

  static bool is_place_word(std::string_view word) {
    return word == "in" || word == "at" || word == "from" || word == "near" || word == "of" ||
           word == "the" || word == "born";
  }

  std::optional<Whose> name(std::size_t i) {
    std::size_t first = i;
    while (first > 0 && tokens_[first - 1].capital && !tokens_[first].starts_sentence &&
           tokens_[first].mark == 0) {
      --first;
      if (tokens_[first].own) return Whose::self;
    }
    // "Ashdown", of "Robin Ashdown", follows.
    if (i + 1 < mention_ && tokens_[i + 1].own && tokens_[i + 1].mark == 0) return Whose::self;
    if (i + 2 < mention_ && tokens_[i + 1].word == "and" && tokens_[i + 2].in(PeopleWords::self))
      return Whose::self;
    if (oblique(first) && !leads_on(i)) return std::nullopt;
    if (oblique(first) && !wished(first) && !parent_of(first) && tokens_[first - 1].word != "of" &&
        !has_verb(i)) {
      // "with Kit (7)": of them; "thanks to Kit, 40 today": of the writer, who cannot be told.
      return mark_before_mention() == '(' ? std::optional(Whose::other) : std::nullopt;
    }
    return Whose::other;
  }

  bool has_verb(std::size_t i) const {
    for (std::size_t next = i + 1; next < mention_; ++next) {
      if (tokens_[next].in(PeopleWords::verbs)) return true;
    }
    return false;
  }

  bool parent_of(std::size_t first) const {
    return first >= 2 && (lists_at(first - 2) & PeopleWords::relatives) != 0;
  }

  // Who "she" is: whoever was named last, else whom the heading or the passage before names.
  Whose last_named(std::size_t begin) const {
    if (in_.passage->post && !named_in(in_, 0, begin)) return Whose::other;
    if (const auto named = named_in(in_, begin > 2 * window_before ? begin - 2 * window_before : 0, begin))
      return *named;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].in(PeopleWords::self)) return Whose::other;
    }
    const auto index = static_cast<std::size_t>(&in_ - material_.passages.data());
    if (index > 0) {
      const FoldedPassage& above = material_.passages[index - 1];
      const std::size_t size = above.folded.text.size();
      if (const auto named = named_in(above, size > window_before ? size - window_before : 0, size))
        return *named;
    }
    if (in_.heading >= 0) {
      const FoldedPassage& heading = material_.passages[static_cast<std::size_t>(in_.heading)];
      if (is_own_name(material_, heading.folded.text.substr(0, longest_heading))) return Whose::self;
    }
    return Whose::other;
  }

  // The last name or relative of these bytes; "I" there makes anybody else other.
  std::optional<Whose> named_in(const FoldedPassage& in, std::size_t from, std::size_t to) const {
    const std::vector<Token> tokens = tokens_in(material_, in, from, to);
    for (std::size_t i = tokens.size(); i-- > 0;) {
      const Token& token = tokens[i];
      if (token.own && token.suffix.empty()) return Whose::self;
      if (token.in(PeopleWords::self)) return Whose::other;
      if (is_other_name(token)) {
        const bool own_follows = i + 1 < tokens.size() && tokens[i + 1].own;
        return own_follows ? Whose::self : Whose::other;
      }
      if (token.in(PeopleWords::relatives | PeopleWords::pets) && i > 0 &&
          tokens[i - 1].in(PeopleWords::possessives))
        return Whose::other;
    }
    return std::nullopt;
  }

  const Material& material_;
  const FoldedPassage& in_;
  std::vector<Token> tokens_;
  std::size_t mention_ = 0;
};

// Inside quotation marks, whose speaker the words beside them name.
std::optional<Whose> by_quote(const Material& material, const FoldedPassage& in, std::size_t begin,
                              std::size_t end) {
  const std::string_view text = in.folded.text;
  const std::size_t from = begin > window_quote ? begin - window_quote : 0;
  const std::size_t open = text.substr(from, begin - from).rfind('"');
  if (open == std::string_view::npos) return std::nullopt;
  const std::size_t at = from + open;
  const bool opens = (at == 0 || !is_word_byte(text[at - 1])) && at + 1 < text.size() &&
                     text[at + 1] != ' ' &&
                     (at == 0 || std::string_view(".,!?").find(text[at - 1]) == std::string_view::npos);
  if (!opens) return std::nullopt;
  const std::size_t close = text.substr(end, window_quote).find('"');
  const std::size_t behind = close == std::string_view::npos ? text.size() : end + close + 1;
  const auto speaker = [&](std::size_t first, std::size_t last) -> std::optional<Whose> {
    const std::vector<Token> tokens = tokens_in(material, in, first, last);
    const bool speech = std::any_of(tokens.begin(), tokens.end(),
                                    [](const Token& token) { return token.in(PeopleWords::speech); });
    if (!speech) return std::nullopt;
    for (const Token& token : tokens) {
      if (token.own || token.in(PeopleWords::self)) return Whose::self;
    }
    return Whose::other;
  };
  if (const auto whose = speaker(behind, std::min(text.size(), behind + 45))) return whose;
  return speaker(at > 60 ? at - 60 : 0, at);
}

std::optional<Whose> by_mark_up(const Material& material, const FoldedPassage& in) {
  const scrape::Passage& passage = *in.passage;
  if (passage.about == About::other) return Whose::other;
  const std::string entity = base::fold(passage.entity);
  const bool letters = std::any_of(entity.begin(), entity.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (letters && entity.size() <= 60) return is_own_name(material, entity) ? Whose::self : Whose::other;
  if (passage.about == About::owner) return Whose::self;
  return std::nullopt;
}

// What one heading says; nothing for most.
std::optional<Whose> said_by_heading(const Material& material, const FoldedPassage& heading) {
  const std::string& text = heading.folded.text;
  if (text.size() > longest_heading) return std::nullopt;
  if (is_own_name(material, text)) {
    // "Hannah's children" is not about Hannah.
    const std::vector<Token> tokens = tokens_in(material, heading, 0, text.size());
    for (std::size_t i = 1; i < tokens.size(); ++i) {
      if (tokens[i - 1].own && tokens[i - 1].suffix == "s" &&
          tokens[i].in(PeopleWords::relatives | PeopleWords::pets))
        return Whose::other;
    }
    return Whose::self;
  }
  if (is_name_line(material, heading)) return Whose::other;
  const std::vector<Token> tokens = tokens_in(material, heading, 0, text.size());
  if (tokens.empty() || tokens.size() > 7) return std::nullopt;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool opened = i > 0 && tokens[i - 1].in(PeopleWords::possessives | PeopleWords::articles);
    if (tokens[i].in(PeopleWords::relatives | PeopleWords::pets) && (opened || tokens.size() == 1))
      return Whose::other;
    if (tokens[i].in(PeopleWords::pupils) && (opened || i == 0)) return Whose::other;
  }
  if (tokens[0].in(PeopleWords::introductions) && tokens.size() >= 2 && is_other_name(tokens[1]))
    return Whose::other;
  if (tokens.size() == 2 && tokens[0].word == "year" && tokens[1].word.size() <= 2) return Whose::other;
  return std::nullopt;
}

std::optional<Whose> by_headings(const Material& material, const FoldedPassage& in) {
  std::int64_t heading = in.heading;
  for (int steps = 0; heading >= 0 && steps < 6; ++steps) {
    const FoldedPassage& above = material.passages[static_cast<std::size_t>(heading)];
    if (const auto whose = said_by_heading(material, above)) return whose;
    heading = above.heading;
  }
  return std::nullopt;
}

bool is_shown(const scrape::Passage& passage) {
  return passage.syntax == "text" || passage.syntax == "label" || passage.syntax == "selector";
}

// Two words, a first name of the person's and somebody else's surname: "Catrin Adeyemi" is not Catrin
// Hollowell.
bool is_namesake(const Material& material, std::string_view folded_name) {
  const std::size_t blank = folded_name.find(' ');
  if (blank == std::string_view::npos || folded_name.find(' ', blank + 1) != std::string_view::npos)
    return false;
  const std::string_view first = folded_name.substr(0, blank), second = folded_name.substr(blank + 1);
  const auto is_own = [&](std::string_view word) {
    return std::find(material.person_words.begin(), material.person_words.end(), word) !=
           material.person_words.end();
  };
  const bool letters = std::all_of(second.begin(), second.end(), is_word_byte);
  return second.size() > 2 && letters && is_own(first) && !is_own(second) && material.people.of(second) == 0;
}

}  // namespace

bool is_own_name(const Material& material, std::string_view folded_name) {
  if (is_namesake(material, folded_name)) return false;
  if (names_person(material, folded_name)) return true;
  return std::any_of(material.of.person.usernames.begin(), material.of.person.usernames.end(),
                     [&](const std::string& username) {
                       const std::string folded = base::fold(username);
                       return folded.size() > 2 && folded_name.find(folded) != std::string_view::npos;
                     });
}

bool label_of_other(const Material& material, std::string_view folded_label) {
  for (std::size_t at = 0; at < folded_label.size();) {
    std::size_t end = at;
    while (end < folded_label.size() && is_word_byte(folded_label[end])) ++end;
    const std::uint32_t lists = material.people.of(folded_label.substr(at, end - at));
    if ((lists & (PeopleWords::relatives | PeopleWords::pets | PeopleWords::pupils | PeopleWords::third)) !=
        0)
      return true;
    at = end + 1;
  }
  return false;
}

bool is_name_line(const Material& material, const FoldedPassage& in) {
  const std::string& text = in.folded.text;
  if (text.empty() || text.size() > longest_name_line) return false;
  const std::vector<Token> tokens = tokens_in(material, in, 0, text.size());
  if (tokens.empty() || tokens.size() > 4) return false;
  const bool plain = std::all_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return token.capital && !(token.word[0] >= '0' && token.word[0] <= '9') && token.suffix.empty();
  });
  if (!plain) return false;
  const Token& first = tokens[0];
  return first.own || first.in(PeopleWords::given_names) ||
         (tokens.size() >= 2 && first.in(PeopleWords::titles));
}

void find_headings(Material& material) {
  std::array<std::int64_t, 7> open;  // by level; 1 to 6
  open.fill(-1);
  std::int64_t name_line = -1;
  for (std::size_t i = 0; i < material.passages.size(); ++i) {
    FoldedPassage& in = material.passages[i];
    const scrape::Passage& passage = *in.passage;
    if (!is_shown(passage) || passage.field == "title") continue;
    const int level = passage.heading;
    const auto nearest = [&](int below) {
      for (int at = below - 1; at > 0; --at) {
        if (open[static_cast<std::size_t>(at)] >= 0) return open[static_cast<std::size_t>(at)];
      }
      return std::int64_t{-1};
    };
    if (level > 0) {
      in.heading = nearest(level);
      std::fill(open.begin() + level, open.end(), -1);
      open[static_cast<std::size_t>(level)] = static_cast<std::int64_t>(i);
      name_line = -1;
      continue;
    }
    in.heading = nearest(7);
    if (is_name_line(material, in)) {
      name_line = static_cast<std::int64_t>(i);
    } else if (name_line >= 0) {
      const FoldedPassage& line = material.passages[static_cast<std::size_t>(name_line)];
      const bool reaches = i - static_cast<std::size_t>(name_line) <= reach_of_name_line &&
                           line.passage->place == passage.place;
      if (reaches)
        in.heading = name_line;
      else
        name_line = -1;
    }
  }
}

Subject owner_of(const Material& material, const FoldedPassage& in) {
  if (const auto whose = by_mark_up(material, in)) return {*whose, true};
  if (const auto whose = by_headings(material, in)) return {*whose, true};
  return {};
}

Subject subject_of(const Material& material, const FoldedPassage& in, std::size_t begin, std::size_t end) {
  if (const auto whose = by_mark_up(material, in); whose == Whose::other) return {Whose::other, true};
  if (const auto whose = by_quote(material, in, begin, end)) return {*whose, true};
  Words words(material, in);
  auto said = words.before(begin);
  if (!said) said = words.after(end);
  if (said == Whose::other) return {Whose::other, true};
  if (in.passage->quoted && !is_own_name(material, in.folded.text.substr(0, 400)))
    return {Whose::other, true};
  // Under another's heading, "I" is that other.
  const auto above = by_headings(material, in);
  if (above == Whose::other) return {Whose::other, true};
  return {Whose::self, said.has_value() || above.has_value()};
}

}  // namespace gh::detect
