#include "detect/contact_owner.h"

#include <algorithm>

#include "detect/contact_context.h"
#include "detect/sentence.h"

namespace gh::detect {
namespace {

using namespace std::string_view_literals;  // compared by size first

constexpr std::size_t shortest_surname = 4, shortest_handle = 5;  // letters that no other box holds by chance

std::string letters_of(std::string_view text) {
  std::string letters;
  for (char c : text) {
    if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) letters += c;
  }
  return letters;
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

bool among(std::string_view word, const std::vector<std::string>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// The parts of a box between signs and digits.
std::vector<std::string> parts_of(std::string_view box) {
  std::vector<std::string> parts(1);
  for (char c : box) {
    const bool letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    if (letter) {
      parts.back() += c;
    } else if (!parts.back().empty()) {
      parts.emplace_back();
    }
  }
  if (parts.back().empty()) parts.pop_back();
  return parts;
}

}  // namespace

Owner::Owner(const Material& material, const ContactWords& words) : material_(material), words_(words) {
  read_names();
  read_employer();
  read_page();
}

void Owner::read_names() {
  const base::Person& person = material_.of.person;
  for (const auto* names : {&person.names, &person.former_names}) {
    for (const std::string& name : *names) {
      const std::string folded = base::fold(name);
      std::vector<std::string> all;
      for (std::string_view word : base::split(folded, ' ')) {
        if (!word.empty()) all.push_back(letters_of(word));
      }
      if (all.empty()) continue;
      if (all.size() > 1 || names == &person.names) first_names_.push_back(all.front());
      if (all.size() > 1 || names == &person.former_names) surnames_.push_back(all.back());
      // Either half of a double name will do: "g.price@" of Gwen Price-Amadi.
      const std::string last(folded.substr(folded.rfind(' ') + 1));
      if (all.size() > 1 && last.find('-') != std::string::npos) {
        for (std::string_view half : base::split(last, '-')) {
          if (half.size() >= shortest_surname) surnames_.push_back(letters_of(half));
        }
      }
      name_words_.insert(name_words_.end(), all.begin(), all.end());
    }
  }
  for (const std::string& handle : person.usernames) {
    handles_.push_back(letters_of(base::fold(handle)));
    // What friends call them stands in a handle: "harps_d" of Harpreet.
    for (std::string& part : parts_of(base::fold(handle))) {
      const bool short_form =
          std::any_of(first_names_.begin(), first_names_.end(), [&](const std::string& first) {
            return part.size() >= shortest_surname && first.starts_with(part.substr(0, 3));
          });
      if (short_form) name_words_.push_back(std::move(part));
    }
  }
}

void Owner::read_employer() {
  const base::Employer& employer = material_.of.person.employer;
  const auto read = [&](const base::Organisation& organisation) {
    if (organisation.name.empty()) return;
    employer_names_.push_back(base::fold(organisation.name));
    for (const std::string& alias : organisation.aliases) {
      if (alias.find(' ') != std::string::npos) employer_names_.push_back(base::fold(alias));
    }
    for (const std::string& domain : organisation.domains) employer_hosts_.push_back(base::fold(domain));
    if (!organisation.postcode.empty())
      employer_postcodes_.insert(without_blanks(base::fold(organisation.postcode)));
  };
  read(employer.trust);
  for (const base::Organisation& school : employer.schools) read(school);
}

// By the name that the page bears: their own, another person's or thing's, a school's or a shop's.
// Their name stands in a title of the page, and not only the first one before somebody else's surname.
bool Owner::is_titled_by_owner(const FoldedPassage& in) const {
  if (!names_person(material_, in)) return false;
  const Context context = context_of(in, in.folded.text.size(), in.folded.text.size(), 0, words_);
  bool namesake = false;
  for (std::size_t i = 0; i < context.before.size(); ++i) {
    if (among(context.before[i].word, surnames_)) return true;
    const bool first = among(context.before[i].word, first_names_);
    const NearWord* next = i > 0 ? &context.before[i - 1] : nullptr;
    namesake = namesake || (first && next != nullptr && next->capital && next->cues == 0 &&
                            !among(next->word, name_words_) && next->apart == context.before[i].apart);
  }
  return !namesake;
}

void Owner::read_page() {
  const auto holds = [&](const std::vector<std::string>& telling) {
    return std::any_of(material_.passages.begin(), material_.passages.end(), [&](const FoldedPassage& in) {
      return std::any_of(telling.begin(), telling.end(), [&](const std::string& word) {
        return word.size() >= shortest_surname && in.has_all(lexicon::letters_in(word)) &&
               in.folded.text.find(word) != std::string::npos;
      });
    });
  };
  named_in_full_ = holds(surnames_) || holds(handles_);
  if (material_.owner == PageOwner::person) {
    page_ = Page::theirs;
    return;
  }
  std::vector<std::string> names, handles;
  for (const std::string& name : material_.of.person.names) names.push_back(base::fold(name));
  for (const std::string& handle : material_.of.person.usernames) handles.push_back(base::fold(handle));
  bool named = false;
  std::uint32_t cues = 0;
  for (const FoldedPassage& in : material_.passages) {
    const std::string& field = in.passage->field;
    const bool names_page = field == "title"sv || field == "display_name"sv || field == "blog_title"sv;
    const bool theirs = names_page ? is_titled_by_owner(in) : among(in.folded.text, names);
    if (theirs) {
      page_ = Page::theirs;
      return;
    }
    if (!names_page) continue;
    if (std::any_of(handles.begin(), handles.end(), [&](const std::string& handle) {
          return in.folded.text.find(handle) != std::string::npos;
        })) {
      page_ = Page::theirs;
      return;
    }
    named = true;
    title_ += letters_of(in.folded.text) + " ";
    if (field == "title"sv) cues |= cues_in(in.folded.text, words_);
  }
  if (!named || speaks_of_itself()) return;
  const bool organisation = (cues & (cue_organisation | cue_venue)) != 0 && (cues & cue_own) == 0;
  page_ = organisation || material_.owner == PageOwner::organisation ? Page::organisations : Page::anothers;
}

// Somebody says "I" and "my" on it, again and again: a person's own page, whatever it is called.
bool Owner::speaks_of_itself() const {
  constexpr std::size_t most_bytes = 20'000, fewest = 4, words_for_one = 40;
  std::size_t own = 0, words = 0, bytes = 0;
  for (const FoldedPassage& in : material_.passages) {
    if (in.passage->syntax != "text"sv || in.passage->place != scrape::Place::main ||
        in.passage->about == scrape::About::other)
      continue;
    if ((bytes += in.folded.text.size()) > most_bytes) break;
    const std::string_view text = in.folded.text;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      const std::string_view word = text.substr(begin, end - begin);
      own += word == "i" || word == "my" || word == "me" || word == "i'm" || word == "i've" ? 1 : 0;
      ++words;
      begin = end + 1;
    }
  }
  return own >= fewest && own * words_for_one >= words;
}

bool Owner::is_name_word(std::string_view word) const {
  std::string bare = letters_of(word);
  const std::vector<std::string>& names =
      page_is_anothers() && !named_in_full_ ? surnames_ : material_.person_words;
  if (among(bare, names)) return true;
  const bool possessive = bare.size() > 3 && bare.back() == 's';
  return possessive && among(std::string_view(bare).substr(0, bare.size() - 1), names);
}

bool Owner::is_owner(std::string_view name) const {
  const std::vector<std::string> parts = parts_of(name);
  const auto is_first = [&](const std::string& part) {
    return std::any_of(first_names_.begin(), first_names_.end(), [&](const std::string& first) {
      return part == first || (part.size() == 1 && part[0] == first[0]);
    });
  };
  const auto is_surname = [&](const std::string& part) {
    return std::any_of(surnames_.begin(), surnames_.end(), [&](const std::string& surname) {
      return surname.find(part) != std::string::npos && part.size() > 2;
    });
  };
  const bool first = std::any_of(parts.begin(), parts.end(), is_first);
  const bool surname = std::any_of(parts.begin(), parts.end(), is_surname);
  const bool title = std::any_of(parts.begin(), parts.end(), [&](const std::string& part) {
    return words_.titles.find(part) != words_.titles.end();
  });
  if (name_words_.empty()) return true;  // nobody has said who they are
  if (among(letters_of(name), handles_)) return true;
  return parts.size() < 2 ? first || surname : surname && (first || title);
}

Box Owner::box_kind(std::string_view box) const {
  const std::string letters = letters_of(box);
  const std::vector<std::string> parts = parts_of(box);
  if (words_.placeholders.find(letters) != words_.placeholders.end() && !among(letters, name_words_))
    return Box::placeholder;
  for (const std::string& handle : handles_) {
    if (handle.size() >= shortest_handle && letters.find(handle) != std::string::npos) return Box::own;
  }
  const auto is_first = [&](std::string_view word) { return !word.empty() && among(word, first_names_); };
  const auto fits_beside_surname = [&](const std::string& rest) {
    if (rest.size() <= 2 || words_.titles.find(rest) != words_.titles.end() ||
        words_.inserted.find(rest) != words_.inserted.end())
      return true;
    return std::any_of(name_words_.begin(), name_words_.end(), [&](const std::string& name) {
      return rest.find(name) != std::string::npos || (rest.size() >= 2 && name.starts_with(rest)) ||
             (name.size() >= 2 && rest.starts_with(name));
    });
  };
  for (const std::string& surname : surnames_) {
    if (surname.size() < 2) continue;
    const bool whole = among(surname, parts);
    if (!whole && surname.size() < shortest_surname) continue;
    const std::size_t at = letters.find(surname);
    if (at == std::string::npos) continue;
    const std::string rest = letters.substr(0, at) + letters.substr(at + surname.size());
    // An initial must be theirs: an "r" before Ashdown, and not a "k".
    const bool initial_fits = rest.size() != 1 || rest == "x" ||
                              std::any_of(name_words_.begin(), name_words_.end(),
                                          [&](const std::string& name) { return name[0] == rest[0]; });
    return fits_beside_surname(rest) && initial_fits ? Box::own : Box::another;
  }
  if (!parts.empty() && words_.roles.find(parts.front()) != words_.roles.end()) return Box::role;
  if (words_.roles.find(letters) != words_.roles.end()) return Box::role;
  for (const std::string& first : first_names_) {
    if (first.size() < 3 || !letters.starts_with(first)) continue;
    const std::string rest = letters.substr(first.size());
    const bool surname_initial =
        rest.size() == 1 && std::any_of(surnames_.begin(), surnames_.end(),
                                        [&](const std::string& surname) { return surname[0] == rest[0]; });
    if (surname_initial) return Box::own;
    if (rest.empty() || words_.titles.find(rest) != words_.titles.end()) return Box::first_name;
  }
  // "blath@" of Blathnaid
  const bool short_form = letters.size() >= shortest_surname &&
                          std::any_of(first_names_.begin(), first_names_.end(),
                                      [&](const std::string& first) { return first.starts_with(letters); });
  if (short_form) return Box::first_name;
  // "tunde@" is Tunde's; what friends call the person, or half of a double name, has been found above.
  if (parts.size() == 1 && parts.front().size() == box.size() && letters.size() > 2 &&
      (material_.people.of(letters) & lexicon::PeopleWords::given_names) != 0 &&
      !may_be_own_name(material_, letters))
    return Box::another;
  if (parts.size() >= 2 && parts[0].size() >= 3 && parts[1].size() >= 3 && !is_first(parts[0]))
    return Box::another;
  if (parts.size() >= 2 &&
      (words_.titles.find(parts[0]) != words_.titles.end() || (parts[0].size() == 1 && parts[1].size() >= 4)))
    return Box::another;
  // "robin.tuition@"; but "robin.toft@" is as well another Robin's.
  if (parts.size() >= 2 && is_first(parts[0]) && words_.titles.find(parts[1]) != words_.titles.end())
    return Box::first_name;
  if (parts.size() >= 2 && is_first(parts[0]) && parts[1].size() >= 4) return Box::namesake;
  return Box::unknown;
}

bool Owner::ends_with_first_name(std::string_view box) const {
  constexpr std::size_t shortest = 4;  // letters that no other word ends in by chance
  const std::string letters = letters_of(box);
  return std::any_of(first_names_.begin(), first_names_.end(), [&](const std::string& first) {
    return first.size() >= shortest && letters.size() > first.size() + 1 && letters.ends_with(first);
  });
}

bool Owner::is_employer_host(std::string_view host) const {
  return std::any_of(employer_hosts_.begin(), employer_hosts_.end(), [&](const std::string& own) {
    return host == own ||
           (host.size() > own.size() && host.ends_with(own) && host[host.size() - own.size() - 1] == '.');
  });
}

bool Owner::is_own_host(std::string_view host) const {
  const std::string letters = letters_of(host.substr(0, host.rfind('.')));
  const auto holds = [&](const std::vector<std::string>& names, std::size_t shortest) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return name.size() >= shortest && letters.find(name) != std::string::npos;
    });
  };
  return !is_employer_host(host) && (holds(handles_, shortest_handle) || holds(surnames_, shortest_handle));
}

bool Owner::is_page_host(std::string_view host) const {
  const std::string name = letters_of(host.substr(0, host.find('.')));
  return name.size() >= shortest_handle && title_.find(name) != std::string::npos;
}

bool Owner::is_employer_postcode(std::string_view value) const {
  return employer_postcodes_.count(without_blanks(base::fold(value))) != 0;
}

bool Owner::near_employer(const FoldedPassage& in, std::size_t begin, std::size_t end) const {
  constexpr std::size_t reach_before = 200, reach_behind = 80;
  const std::size_t from = begin > reach_before ? begin - reach_before : 0;
  const std::string_view around = std::string_view(in.folded.text).substr(from, end + reach_behind - from);
  return std::any_of(employer_names_.begin(), employer_names_.end(),
                     [&](const std::string& name) { return around.find(name) != std::string_view::npos; });
}

}  // namespace gh::detect
