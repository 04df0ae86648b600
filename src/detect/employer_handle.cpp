#include "detect/employer_handle.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"

namespace gh::detect {
namespace {

using Forms = EmployerForms;

// The letters and digits of a handle, and where its words begin: at signs and where a small letter meets a
// capital.
struct HandleParts {
  std::string letters;
  std::vector<std::string> parts;
  std::vector<bool> begins;  // for each letter
  std::vector<bool> apart;   // for each letter: a blank stands before it
};

HandleParts parts_of(std::string_view handle) {
  HandleParts all;
  bool fresh = true, small = false, blank = false;
  for (std::size_t i = 0; i < handle.size();) {
    const std::size_t length = base::code_point(handle, i).length;
    const std::string_view raw = handle.substr(i, length);
    i += length;
    const bool capital = raw[0] >= 'A' && raw[0] <= 'Z';
    const std::string folded = base::fold(raw);
    if (folded.empty() || folded == "'") continue;
    if (!is_word_byte(folded[0])) {
      fresh = true;
      blank = blank || folded[0] == ' ';
      continue;
    }
    const bool digit = folded[0] >= '0' && folded[0] <= '9';
    const bool after_digit = !all.letters.empty() && all.letters.back() >= '0' && all.letters.back() <= '9';
    if (all.parts.empty() || fresh || (capital && small) || (!all.letters.empty() && digit != after_digit))
      all.parts.emplace_back(), fresh = true;
    for (char c : folded) {
      all.begins.push_back(fresh);
      all.apart.push_back(std::exchange(blank, false));
      all.letters += c;
      all.parts.back() += c;
      fresh = false;
    }
    small = raw[0] >= 'a' && raw[0] <= 'z';
  }
  return all;
}

// Whether a handle holds a name.
class Handle {
 public:
  Handle(const Forms& forms, std::string_view handle, bool own)
      : forms_(forms), handle_(parts_of(handle)), own_(own) {}

  bool holds() const {
    return std::any_of(forms_.forms.begin(), forms_.forms.end(), [&](const Form& form) {
      if (form.initials) return form.words.size() == 1 && holds_initials(form.run_together);
      return (form.run_together.size() >= shortest_run_together && holds_run(form)) || holds_first_word(form);
    });
  }

 private:
  bool holds_initials(const std::string& initials) const {
    const bool brief = initials.size() <= short_initials;
    for (std::size_t i = 0; i < handle_.parts.size(); ++i) {
      if (handle_.parts[i] != initials) continue;
      if (!brief || handle_.parts.size() == 1 || has_cue_besides(initials)) return true;
    }
    // "TLAphysics_MrH"
    for (const std::string& part : handle_.parts) {
      if (part.size() > initials.size() + 2 && part.starts_with(initials) &&
          is_cue(part.substr(initials.size())) && has_cue_besides(part))
        return true;
    }
    const std::size_t at = handle_.letters.find(initials);
    if (brief || at != 0) return false;
    return is_cue(handle_.letters.substr(initials.size()));  // "tmatpriya"
  }

  bool holds_run(const Form& form) const {
    const bool sure = form.speaks && form.words.size() > 1;
    for (std::size_t at = handle_.letters.find(form.run_together); at != std::string::npos;
         at = handle_.letters.find(form.run_together, at + 1)) {
      const std::size_t end = at + form.run_together.size();
      const bool bounded = handle_.begins[at] || end == handle_.letters.size() || handle_.begins[end];
      if (!bounded && form.run_together.size() < 9) continue;
      if (form.words.size() == 1 && form.run_together.size() < 9 && is_end_of_another(at)) continue;
      if (form.words.size() == 1 && is_parted(at, end)) continue;  // "Tall Ships" is no "Tallships"
      if (followed_by_place(end, sure)) continue;
      if (sure || (own_ && form.words.size() > 1) || (!form.common && !form.town_like) ||
          has_cue_besides(form.run_together))
        return true;
    }
    return false;
  }

  // "paperlantern" is no Lantern; "teachatmarlpit" and "missmarlpit" are Marlpit.
  bool is_end_of_another(std::size_t at) const {
    std::size_t begin = at;
    while (!handle_.begins[begin]) --begin;
    const std::string_view before = std::string_view(handle_.letters).substr(begin, at - begin);
    const auto& joiners = forms_.words.lists.handle_joiners;
    const bool joined = std::any_of(joiners.begin(), joiners.end(),
                                    [&](const std::string& word) { return before.ends_with(word); });
    return !before.empty() && !joined && !is_cue(before);
  }

  // "mrashdown_oakapple" of Oakapple Lane Primary.
  bool holds_first_word(const Form& form) const {
    constexpr std::size_t shortest = 7;
    if (form.words.size() < 2 || form.words[0].size() < shortest || form.common || form.town_like)
      return false;
    const auto has = [&](auto test) { return std::any_of(handle_.parts.begin(), handle_.parts.end(), test); };
    return has([&](const std::string& part) { return part == form.words[0]; }) &&
           has([&](const std::string& part) { return part != form.words[0] && is_of_school_life(part); });
  }

  // "teach", "class", "mrashdown"; a first name alone is as well somebody who lives in a place of that name.
  bool is_of_school_life(std::string_view part) const {
    if (among(part, forms_.words.lists.handle_cues) || forms_.words.is_kind(part)) return true;
    return std::any_of(forms_.person_words.begin(), forms_.person_words.end(), [&](const std::string& word) {
      return part.size() > word.size() && part.ends_with(word) &&
             among(part.substr(0, part.size() - word.size()), forms_.words.lists.handle_cues);
    });
  }

  bool is_parted(std::size_t begin, std::size_t end) const {
    const auto first = handle_.apart.begin();
    return std::find(first + static_cast<std::ptrdiff_t>(begin) + 1, first + static_cast<std::ptrdiff_t>(end),
                     true) != first + static_cast<std::ptrdiff_t>(end);
  }

  bool followed_by_place(std::size_t end, bool sure) const {
    const std::string_view rest = std::string_view(handle_.letters).substr(end);
    const auto begins = [&](const std::string& word) { return rest.starts_with(word); };
    const auto& lists = forms_.words.lists;
    if (rest.empty()) return false;
    if (std::any_of(lists.not_followed_by_any.begin(), lists.not_followed_by_any.end(), begins)) return true;
    return !sure && std::any_of(lists.not_followed_by.begin(), lists.not_followed_by.end(), begins);
  }

  bool is_cue(std::string_view part) const {
    if (is_of_school_life(part)) return true;
    return part.size() >= 3 &&
           std::any_of(forms_.person_words.begin(), forms_.person_words.end(), [&](const std::string& word) {
             return word.starts_with(part) || part.starts_with(word) ||
                    (word.size() >= 5 && part.ends_with(word));
           });
  }

  // A word of school life or of the person's own name besides the name of the school.
  bool has_cue_besides(std::string_view name) const {
    return std::any_of(handle_.parts.begin(), handle_.parts.end(), [&](const std::string& part) {
      if (part == name) return false;
      const std::size_t at = part.find(name);
      if (at == std::string::npos) return is_cue(part) && name.find(part) == std::string_view::npos;
      return is_cue(std::string_view(part).substr(0, at)) ||
             is_cue(std::string_view(part).substr(at + name.size()));
    });
  }

  const Forms& forms_;
  HandleParts handle_;
  bool own_;  // the person keeps it
};

// False for most handles that hold no name: none begins anywhere in their letters.
bool may_hold(const EmployerForms& forms, std::string_view handle) {
  std::uint32_t last = 0;  // letters, three of them
  int letters = 0;
  for (const char written : handle) {
    if (static_cast<unsigned char>(written) >= 0x80) return true;  // folding tells
    const char c = written >= 'A' && written <= 'Z' ? static_cast<char>(written + 32) : written;
    if (!is_word_byte(c)) continue;
    last = (last << 8 | static_cast<unsigned char>(c)) & 0xFFFFFF;
    if (++letters >= 3 && forms.beginnings.may_have(beginning(last))) return true;
  }
  return forms.has_short;
}

}  // namespace

bool handle_holds(const EmployerForms& forms, std::string_view handle, bool own) {
  return may_hold(forms, handle) && Handle(forms, handle, own).holds();
}

}  // namespace gh::detect
