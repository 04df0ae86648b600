#include "detect/page_owner.h"

#include <algorithm>
#include <optional>

#include "detect/name_order.h"
#include "detect/sentence.h"
#include "detect/whose.h"

namespace gh::detect {
namespace {

using namespace std::string_view_literals;  // compared by size first

using lexicon::PeopleWords;
using scrape::About;
using scrape::Passage;
using scrape::Place;

constexpr std::size_t longest_name_label = 20;
constexpr std::size_t longest_title = 160, longest_byline = 70, shortest_handle = 4;  // folded bytes
constexpr int lowest_title = 3;  // level of a heading that may be one

bool is_title(const Passage& passage) {
  if (passage.about == About::other || passage.syntax == "label"sv) return false;
  return passage.field == "title"sv || passage.field == "display_name"sv || passage.field == "blog_title"sv ||
         (passage.heading == 1 && !passage.hidden);
}

bool holds_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// Letters and digits: "Catrin-Hollowell" and "catrinhollowell" are one in an address.
std::string squeezed(std::string_view folded) {
  std::string out;
  for (char c : folded) {
    if (is_word_byte(c)) out += c;
  }
  return out;
}

// A word that is looked for in every passage, most of which lack one of its letters; in others by its rarest.
// Its text must stay.
class Telling {
 public:
  explicit Telling(std::string_view folded) : word_(folded), letters_(lexicon::letters_in(folded)) {
    constexpr std::string_view rarest_first = "zqxjkvbpygfwmucldrhsnioate";
    const std::size_t rarest = rarest_first.find_first_of(folded);
    if (rarest != std::string_view::npos) letter_ = folded.find(rarest_first[rarest]);
  }

  std::size_t size() const { return word_.size(); }

  // npos for none.
  std::size_t place_in(const FoldedPassage& in) const {
    if (!in.has_all(letters_)) return std::string::npos;
    if (word_.empty()) return 0;
    const std::string_view text = in.folded.text;
    const auto stands_at = [&](std::size_t begin) {
      return text[begin] == word_.front() && text.substr(begin, word_.size()) == word_;
    };
    std::size_t at = text.find(word_[letter_], letter_);
    while (at != std::string_view::npos && !stands_at(at - letter_)) at = text.find(word_[letter_], at + 1);
    return at == std::string_view::npos ? at : at - letter_;
  }

  bool stands_in(const FoldedPassage& in) const { return place_in(in) != std::string::npos; }

 private:
  std::string_view word_;
  lexicon::Signs letters_;
  std::size_t letter_ = 0;  // where its rarest one stands
};

// The surname, or a handle that is not made of the first name alone, stands somewhere in the page's words,
// or in those that are no comments.
bool names_in_full(const Material& material, bool by_others = true) {
  std::vector<Telling> telling;
  for (const std::string& word : material.person_words) {
    if (std::find(material.first_names.begin(), material.first_names.end(), word) ==
        material.first_names.end())
      telling.emplace_back(word);
  }
  std::vector<std::string> handles;
  for (const std::string& handle : material.of.person.usernames) handles.push_back(base::fold(handle));
  for (const std::string& handle : handles) telling.emplace_back(handle);
  return std::any_of(material.passages.begin(), material.passages.end(), [&](const FoldedPassage& in) {
    if (!by_others && in.passage->about == About::other) return false;
    return std::any_of(telling.begin(), telling.end(), [&](const Telling& one) { return one.stands_in(in); });
  });
}

// How often somebody says "I" and "my".
struct Voice {
  std::size_t fewest, words_for_one;
};
constexpr Voice some_voice{4, 40}, one_voice{6, 20};

// Somebody says "I" and "my" on it, again and again: a person's own page, whatever it is called.
bool speaks_of_itself(const Material& material, Voice voice) {
  constexpr std::size_t most_bytes = 8'000, longest_own = 8;
  std::size_t own = 0, words = 0, bytes = 0;
  for (const FoldedPassage& in : material.passages) {
    const Passage& passage = *in.passage;
    if (passage.syntax != "text"sv || passage.place != Place::main || passage.about == About::other ||
        !passage.entity.empty() || in.folded.text.find('"') != std::string::npos)
      continue;
    if ((bytes += in.folded.text.size()) > most_bytes) break;
    for (const std::string_view word : base::split(in.folded.text, ' ')) {
      ++words;
      const bool may_be = !word.empty() && (word[0] == 'i' || word[0] == 'm') && word.size() <= longest_own;
      if (may_be && (material.people.of(word.substr(0, word.find('\''))) & PeopleWords::self) != 0) ++own;
    }
  }
  return own >= voice.fewest && own * voice.words_for_one >= words;
}

class Reader {
 public:
  explicit Reader(const Material& material) : material_(material) {
    const base::Person& person = material.of.person;
    for (const std::string& name : person.names) {
      const std::string whole = squeezed(base::fold(name));
      if (name.find(' ') != std::string::npos) handles_.push_back(whole);
    }
    for (const std::string& handle : person.usernames) {
      if (handle.size() >= shortest_handle) handles_.push_back(squeezed(base::fold(handle)));
    }
    const auto employs = [&](const base::Organisation& organisation) {
      if (!organisation.name.empty()) employers_.push_back(base::fold(organisation.name));
      for (const std::string& alias : organisation.aliases) employers_.push_back(base::fold(alias));
    };
    employs(person.employer.trust);
    for (const base::Organisation& school : person.employer.schools) employs(school);
  }

  PageOwner run() {
    if (material_.of.person.names.empty() && material_.of.person.usernames.empty()) return PageOwner::unknown;
    if (holds_handle(squeezed(base::fold(material_.profile.url)))) return PageOwner::person;
    const FoldedPassage* heading = heading_without_title();
    for (const FoldedPassage& in : material_.passages) {
      const Passage& passage = *in.passage;
      if (is_title(passage) || &in == heading) {
        read_title(in);
      } else if (passage.syntax == "label"sv && passage.entity.empty()) {
        read_name_label(in);
      } else if (passage.field == "author"sv) {
        read_author(in, 0);
      } else if (passage.syntax == "text"sv && passage.about != About::other &&
                 (!passage.post || is_post_of_nobody_we_know())) {
        read_byline(in);
        read_introduction(in);
        read_birth_of_long_ago(in);
      }
      if (own_) return PageOwner::person;
    }
    read_post_authors();
    own_ = own_ || (own_names_ == 1 && names_ == 0);
    if (own_) return PageOwner::person;
    if (others_byline_ || (names_ == 1 && own_names_ == 0)) return PageOwner::another;
    // Whoever says "I" there is not the page's owner.
    if (!says_own_ && is_of_small_ads()) return PageOwner::another;
    if (others_tale_ || (!says_own_ && (others_voice_ || (to_reader_ && !own_kind_))))
      return PageOwner::another;
    const bool another = others_title_ && !says_own_, organisation = institution_ && !says_own_ && !own_kind_;
    if ((!another && !organisation) || speaks_of_itself(material_, some_voice)) return PageOwner::unknown;
    return another ? PageOwner::another : PageOwner::organisation;
  }

 private:
  // The first heading of a page that has no title at all.
  const FoldedPassage* heading_without_title() const {
    const FoldedPassage* first = nullptr;
    for (const FoldedPassage& in : material_.passages) {
      if (is_title(*in.passage)) return nullptr;
      if (first == nullptr && in.passage->heading > 0 && in.passage->heading <= lowest_title &&
          !in.passage->hidden)
        first = &in;
    }
    return first;
  }

  // "Name: Kit Toft": of a form, a card, a player.
  void read_name_label(const FoldedPassage& in) {
    const std::string& label = in.passage->label;
    if (label.size() > longest_name_label || in.folded.text.size() > longest_byline ||
        in.passage->about == About::other)
      return;
    std::string folded = base::fold(label);
    while (!folded.empty() && (folded.back() == ':' || folded.back() == ' ')) folded.pop_back();
    if ((material_.people.of(folded) & PeopleWords::name_labels) == 0) return;
    const Sentence words(material_, in, 0, in.folded.text.size());
    const auto name = full_name_at(words, 0);
    const bool own = name ? name->own : !words.empty() && words[0].own;
    if (own || name) ++(own ? own_names_ : names_);
  }

  bool holds_handle(std::string_view squeezed) const {
    return std::any_of(handles_.begin(), handles_.end(), [&](const std::string& handle) {
      return squeezed.find(handle) != std::string_view::npos;
    });
  }

  bool names_employer(std::string_view folded) const {
    return std::any_of(employers_.begin(), employers_.end(), [&](const std::string& name) {
      return name.size() > 2 && folded.find(name) != std::string_view::npos;
    });
  }

  void read_title(const FoldedPassage& in) {
    const std::string& text = in.folded.text;
    if (text.size() > longest_title || !holds_letter(text)) return;
    const Sentence words(material_, in, 0, text.size());
    // "ASHDOWN Nora"
    const bool reversed = whose_reversed(material_, in.passage->text.words()) == Whose::other;
    others_title_ = others_title_ || reversed;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const SentenceWord& word = words[i];
      own_ = own_ || (word.own && !reversed) || (i > 0 && is_teacher(words[i - 1].word, word.word, text));
      says_own_ = says_own_ || word.in(PeopleWords::self);
      own_kind_ = own_kind_ || word.in(PeopleWords::own_pages);
      institution_ = institution_ || word.in(PeopleWords::institutions);
      to_reader_ = to_reader_ || word.in(PeopleWords::anybody);
      others_voice_ = others_voice_ || word.in(PeopleWords::examples) || is_example_pair(words, i);
      others_tale_ = others_tale_ || is_tale(words, i);
      const auto name = full_name_at(words, i);
      if (!name || name->own) continue;
      // "Catrin Cooks" is what she does, and no surname.
      const bool deed = words[name->first + 1].in(PeopleWords::deeds);
      others_title_ = others_title_ || (!deed && (!is_first_name(word.word) || stands_as_name(words, *name)));
    }
    own_ = own_ || holds_handle(squeezed(text));
    own_kind_ = own_kind_ || names_employer(text);
  }

  // "Loughmore History with Ms McG", "Mr H's Physics at Marlpit": alone, three letters of a surname are few.
  bool is_teacher(std::string_view title, std::string_view word, std::string_view text) const {
    constexpr std::size_t fewest = 3;
    const std::size_t letters = letters_behind_title(material_, title, word);
    return letters >= fewest || (letters > 0 && names_employer(text));
  }

  // "Short story"
  bool is_example_pair(const Sentence& words, std::size_t i) const {
    if (i == 0 || words[i].starts_sentence) return false;
    return (material_.people.of(std::string(words[i - 1].word) + " " + std::string(words[i].word)) &
            PeopleWords::examples) != 0;
  }

  // "Meet Kit", "Kit's story".
  bool is_tale(const Sentence& words, std::size_t i) const {
    if (!words[i].is_other_name() || may_be_own_name(material_, words[i].word)) return false;
    const bool introduced = i > 0 && !words[i].starts_sentence &&
                            words[i - 1].in(PeopleWords::introductions) &&
                            !words[i - 1].in(PeopleWords::oblique | PeopleWords::bylines);
    const bool told = words[i].suffix == "s" && i + 1 < words.size() && words[i + 1].in(PeopleWords::tales);
    return introduced || told;
  }

  // "In memory of Catrin Pettigrew", "Catrin Pettigrew | Gazette", and not "Catrin Around the World".
  static bool stands_as_name(const Sentence& words, const FullName& name) {
    const SentenceWord* before = name.first > 0 ? &words[name.first - 1] : nullptr;
    const bool spoken_of = before != nullptr && before->in(PeopleWords::oblique | PeopleWords::introductions);
    const bool begins = before == nullptr || words[name.first].starts_sentence;
    const bool ends = name.last + 1 == words.size() || words[name.last + 1].starts_sentence ||
                      words[name.last + 1].mark != 0;
    return spoken_of || (begins && ends);
  }

  bool is_first_name(std::string_view word) const {
    return std::find(material_.first_names.begin(), material_.first_names.end(), word) !=
           material_.first_names.end();
  }

  // The name of the writer from word `first` on.
  void read_author(const FoldedPassage& in, std::size_t first) {
    const std::string& text = in.folded.text;
    if (in.passage->about == About::other || text.size() > longest_byline) return;
    const Sentence words(material_, in, 0, text.size());
    if (first >= words.size()) return;
    own_ = own_ || words[first].own || holds_handle(squeezed(text));
    const auto name = full_name_at(words, first);
    if (name && name->own) own_ = true;
    others_byline_ = others_byline_ || (name && !name->own);
  }

  // The one post of a page that does not name the person: an article about them is written by another, too.
  bool is_post_of_nobody_we_know() {
    if (material_.profile.posts.size() != 1) return false;
    if (!named_) named_ = names_in_full(material_, false);
    return !*named_;
  }

  // "By Pauline Iqbal", "Words: Pauline Iqbal".
  void read_byline(const FoldedPassage& in) {
    const std::string& text = in.folded.text;
    if (text.size() > longest_byline) return;
    const std::size_t end = text.find_first_of(" :");
    if (end == std::string::npos || (material_.people.of(text.substr(0, end)) & PeopleWords::bylines) == 0)
      return;
    const Sentence words(material_, in, 0, text.size());
    std::size_t first = 0;
    while (first < words.size() && words[first].in(PeopleWords::bylines)) ++first;
    read_author(in, first);
  }

  // Behind the first of the cues that the text holds; npos for none.
  static std::size_t behind(const std::vector<std::string>& cues, std::string_view text) {
    for (const std::string& cue : cues) {
      const std::size_t at = text.find(cue);
      if (at != std::string_view::npos) return at + cue.size();
    }
    return std::string_view::npos;
  }

  // "My name is Hester Tolliver": whoever says so is not the person.
  void read_introduction(const FoldedPassage& in) {
    const std::string_view text = in.folded.text;
    const std::size_t begin =
        in.passage->quoted ? std::string_view::npos : behind(material_.people.own_name_cues, text);
    if (begin == std::string_view::npos) return;
    const Sentence name(material_, in, begin, std::min(text.size(), begin + longest_byline));
    if (name.size() < 2 || !name[0].capital || name[0].own || name[1].own || name[1].mark != 0) return;
    others_voice_ = others_voice_ || (name[1].capital && name[1].lists == 0);
  }

  // "I was born on the fifth of November 1871": a tale.
  void read_birth_of_long_ago(const FoldedPassage& in) {
    constexpr std::size_t reach = 60;
    if (!in.has(lexicon::digit)) return;
    const std::size_t at = behind(material_.people.own_birth_cues, in.folded.text);
    if (at == std::string_view::npos) return;
    const std::string_view told = std::string_view(in.folded.text).substr(at, reach);
    for (std::size_t i = told.find(" 1"); i != std::string_view::npos; i = told.find(" 1", i + 1)) {
      const std::string_view year = told.substr(i + 1, 4);
      const bool digits = year.size() == 4 &&
                          std::all_of(year.begin(), year.end(), [](char c) { return c >= '0' && c <= '9'; });
      others_voice_ = others_voice_ || (digits && year[1] < '9');
    }
  }

  // Posts that all have one writer, or none of which is the person's.
  void read_post_authors() {
    const auto& posts = material_.profile.posts;
    std::string first;
    bool several = false, others = false, own = false;
    for (const scrape::Post& post : posts) {
      if (post.author.empty()) continue;
      if (first.empty()) first = post.author;
      several = several || post.author != first;
      const std::string folded = base::fold(post.author);
      const bool mine = is_own_name(material_, folded) || holds_handle(squeezed(folded));
      own = own || mine;
      others = others || (!mine && folded.find(' ') != std::string::npos);
    }
    own_ = own_ || (own && !several);
    others_byline_ = others_byline_ || (several && !own) || (others && !own);
  }

  // Two short passages with words of small advertisements.
  bool is_of_small_ads() const {
    constexpr std::size_t longest_ad = 300;
    const auto is_ad = [&](const FoldedPassage& in) {
      if (in.folded.text.size() > longest_ad || in.is_address) return false;
      const auto may_be = [&](const lexicon::Word& word) {
        return (material_.people.may_be(word.hash) & PeopleWords::small_ads) != 0;
      };
      const auto all = material_.words_of(in);
      if (std::none_of(all.begin(), all.end(), may_be) || in.passage->syntax != "text"sv) return false;
      const auto words = base::split(in.folded.text, ' ');
      return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        while (!word.empty() && !is_word_byte(word.back())) word.remove_suffix(1);
        return (material_.people.of(word) & PeopleWords::small_ads) != 0;
      });
    };
    return std::count_if(material_.passages.begin(), material_.passages.end(), is_ad) >= 2;
  }

  const Material& material_;
  std::vector<std::string> handles_;  // and whole names, letters and digits only
  std::vector<std::string> employers_;
  bool own_ = false, others_byline_ = false, others_title_ = false, institution_ = false;
  bool others_voice_ = false;      // a title says "sample", "testimonials"
  bool others_tale_ = false;       // a title says "Kit's story"
  bool to_reader_ = false;         // a title says "your"
  bool says_own_ = false;          // a title says "my"
  std::optional<bool> named_{};    // outside of comments, once it was asked
  int names_ = 0, own_names_ = 0;  // labels of a name with another's, or the person's, beside them
  bool own_kind_ = false;          // a title says "blog", or names the person's school
};

// A sentence or line names somebody of the same first name and another surname.
bool names_namesake(const Material& material) {
  const std::vector<Telling> firsts(material.first_names.begin(), material.first_names.end());
  for (const FoldedPassage& in : material.passages) {
    for (const Telling& first : firsts) {
      const std::size_t at = first.place_in(in);
      if (at == std::string::npos) continue;
      const Sentence words(material, in, at, std::min(in.folded.text.size(), at + first.size() + 40));
      const auto name = words.empty() ? std::nullopt : full_name_at(words, 0);
      if (name && !name->own) return true;
    }
  }
  return false;
}

// "Memories of Sutterby: Robin Ashdown", "Interview with Robin Ashdown".
bool is_testimony(const Material& material) {
  return std::any_of(material.passages.begin(), material.passages.end(), [&](const FoldedPassage& in) {
    const std::string& text = in.folded.text;
    if (!is_title(*in.passage) || text.size() > longest_title) return false;
    const Sentence words(material, in, 0, text.size());
    bool named = false, told = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
      told = told || words[i].in(PeopleWords::testimonies);
      named = named || (i > 0 && words[i].own && words[i - 1].own);
    }
    return named && told;
  });
}

// More than one is named as who wrote something on the page.
bool has_several_voices(const Material& material) {
  std::string_view first;
  const auto is_another = [&](std::string_view writer) {
    if (writer.empty() || writer == first) return false;
    if (!first.empty()) return true;
    first = writer;
    return false;
  };
  const auto& posts = material.profile.posts;
  return std::any_of(posts.begin(), posts.end(),
                     [&](const scrape::Post& post) { return is_another(post.author); }) ||
         std::any_of(material.passages.begin(), material.passages.end(), [&](const FoldedPassage& in) {
           return in.passage->about == About::other || is_another(in.passage->writer) ||
                  in.speaker == Speaker::another;
         });
}

// A page of some length that never names the person nor an account of theirs, and is not one voice's: who
// says "I" there is anybody. A line or two that somebody pasted says nothing of that kind.
bool is_of_strangers(const Material& material) {
  constexpr std::size_t shortest = 450;  // folded bytes of its words
  if (material.of.theirs || material.owner == PageOwner::person || material.named || names_in_full(material))
    return false;
  std::size_t bytes = 0;
  for (const FoldedPassage& in : material.passages) {
    if (!in.is_address && in.passage->syntax != "meta"sv) bytes += in.folded.text.size();
  }
  return bytes >= shortest && (has_several_voices(material) || !speaks_of_itself(material, one_voice));
}

}  // namespace

void read_page_owner(Material& material) {
  material.testimony = is_testimony(material);
  material.owner = Reader(material).run();
  // "Your posts and photos" heads the pages of an export.
  if (material.of.theirs && material.owner != PageOwner::person) material.owner = PageOwner::unknown;
  if (material.owner != PageOwner::person && !names_in_full(material) &&
      (material.owner != PageOwner::unknown || names_namesake(material))) {
    std::erase_if(material.person_words, [&](const std::string& word) {
      return std::find(material.first_names.begin(), material.first_names.end(), word) !=
             material.first_names.end();
    });
  }
  const std::vector<Telling> words(material.person_words.begin(), material.person_words.end());
  material.named =
      std::any_of(material.passages.begin(), material.passages.end(), [&](const FoldedPassage& in) {
        return std::any_of(words.begin(), words.end(), [&](const Telling& one) { return one.stands_in(in); });
      });
  material.of_strangers = is_of_strangers(material);
}

}  // namespace gh::detect
