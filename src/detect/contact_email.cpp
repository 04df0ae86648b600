#include <algorithm>
#include <utility>
#include <vector>

#include "detect/contact_bytes.h"
#include "detect/contact_readers.h"

namespace gh::detect {
namespace {

bool is_box_byte(char c) { return is_alnum(c) || one_of(c, "._%+-"); }
bool is_host_byte(char c) { return is_alnum(c) || c == '-' || c == '.'; }

bool is_host(std::string_view host, const ContactWords& words) {
  const std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || host.size() > 120 ||
      host.find("..") != std::string_view::npos)
    return false;
  const std::string_view ending = host.substr(dot + 1);
  return ending.size() >= 2 && ending.size() <= 24 && host[0] != '-' &&
         std::all_of(ending.begin(), ending.end(), is_letter) &&
         words.not_endings.find(ending) == words.not_endings.end();
}

// Off the ends: dots and dashes of the sentence.
std::string_view trimmed(std::string_view part) {
  while (!part.empty() && one_of(part.front(), ".-%+")) part.remove_prefix(1);
  while (!part.empty() && one_of(part.back(), ".-%+")) part.remove_suffix(1);
  return part;
}

constexpr std::size_t longest_box = 64, longest_host = 120;

enum class Joint { none, dot, at, dash, underscore };

struct MailPart {
  std::size_t begin, end;
  Joint joint = Joint::none;
  bool breaks = false;  // a comma, a colon: no address goes on there
  bool marked = false;  // in brackets, or a sign: not only the word "at"
};

MailPart classed(std::string_view text, std::size_t begin, std::size_t end) {
  MailPart part{begin, end};
  const std::string_view word = text.substr(begin, end - begin);
  const std::string_view bare = trimmed(word);  // "-at-"
  if (bare == "dot" || word == ".") part.joint = Joint::dot;
  if (bare == "at" || word == "@") part.joint = Joint::at;
  if (word == "dash" || word == "hyphen") part.joint = Joint::dash;
  if (word == "underscore") part.joint = Joint::underscore;
  part.marked = word == "@" || (part.joint != Joint::none && bare.size() < word.size() && word != ".");
  return part;
}

// "r o b i n @ h o s t": single letters with a blank between them are one word.
std::vector<MailPart> together(std::vector<MailPart> parts) {
  std::vector<MailPart> joined;
  const auto single = [](const MailPart& part) {
    return part.end - part.begin == 1 && part.joint == Joint::none && !part.breaks;
  };
  for (std::size_t i = 0; i < parts.size();) {
    std::size_t end = i + 1;
    while (single(parts[i]) && end < parts.size() && single(parts[end]) &&
           parts[end].begin == parts[end - 1].end + 1)
      ++end;
    joined.push_back(parts[i]);
    if (end - i >= 3) {
      joined.back().end = parts[end - 1].end;
    } else {
      end = i + 1;
    }
    i = end;
  }
  return joined;
}

std::vector<MailPart> mail_parts(std::string_view text, std::size_t from, std::size_t to) {
  std::vector<MailPart> parts;
  for (std::size_t i = from; i < to;) {
    const char c = text[i];
    if (is_blank(c)) {
      ++i;
    } else if (c == '@' ||
               (c == '.' && (i == from || is_blank(text[i - 1]) || is_blank(at_or_blank(text, i + 1))))) {
      parts.push_back(classed(text, i, i + 1));
      ++i;
    } else if (is_box_byte(c)) {
      std::size_t end = i;
      while (end < to && is_box_byte(text[end])) ++end;
      std::size_t last = end;
      while (last > i + 1 && text[last - 1] == '.')
        --last;  // of the sentence, or a dot with a blank behind it
      parts.push_back(classed(text, i, last));
      i = last;
    } else {
      MailPart part{i, i + 1};
      part.breaks = true;
      // "(at)", "[dot]", "{at}", "<at>": the brackets belong to the word in them.
      const std::size_t close = one_of(c, "([{<") ? text.find_first_of(")]}>", i) : std::string_view::npos;
      if (close != std::string_view::npos && close - i <= 8 && close < to) {
        std::size_t begin = i + 1, end = close;
        while (begin < end && is_blank(text[begin])) ++begin;
        while (end > begin && is_blank(text[end - 1])) --end;
        MailPart inner = classed(text, begin, end);
        if (text.substr(begin, end - begin) == "a") inner.joint = Joint::at;
        if (inner.joint != Joint::none) {
          parts.push_back({i, close + 1, inner.joint, false, true});
          i = close + 1;
          continue;
        }
      }
      parts.push_back(part);
      ++i;
    }
  }
  return together(std::move(parts));
}

char joint_sign(Joint joint) {
  switch (joint) {
    case Joint::dot:
      return '.';
    case Joint::dash:
      return '-';
    case Joint::underscore:
      return '_';
    default:
      return '@';
  }
}

}  // namespace

std::optional<Seen> read_email(std::string_view text, std::size_t at, const ContactWords& words) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < longest_box && is_box_byte(text[begin - 1])) --begin;
  while (begin < at && one_of(text[begin], ".-%+")) ++begin;
  if (begin == at || (begin > 0 && (is_word_before(text, begin) || one_of(text[begin - 1], "@/"))))
    return std::nullopt;
  if (text.substr(0, begin).ends_with("acct:")) return std::nullopt;
  std::size_t end = at + 1;
  while (end < text.size() && end - at < longest_host && is_host_byte(text[end])) ++end;
  while (end > at + 1 && one_of(text[end - 1], ".-")) --end;
  const std::string_view host = text.substr(at + 1, end - at - 1);
  if (!is_host(host, words) || at_or_blank(text, end) == '@') return std::nullopt;
  Seen seen{Shape::email, begin, end, std::string(text.substr(begin, end - begin))};
  seen.sure = true;
  return seen;
}

std::optional<Seen> read_spelled_email(std::string_view text, std::size_t at, std::size_t from,
                                       const ContactWords& words) {
  constexpr std::size_t reach_before = 90, reach_behind = 110;
  std::size_t begin = std::max(from, at > reach_before ? at - reach_before : 0);
  while (begin > from && begin < at && is_box_byte(text[begin - 1]) && is_box_byte(text[begin]))
    ++begin;  // no half words
  const std::vector<MailPart> parts = mail_parts(text, begin, std::min(text.size(), at + reach_behind));
  std::size_t joint = 0;
  while (joint < parts.size() && parts[joint].end <= at) ++joint;
  if (joint >= parts.size() || parts[joint].joint == Joint::none || joint == 0) return std::nullopt;
  const auto is_atom = [&](std::size_t i) {
    return i < parts.size() && parts[i].joint == Joint::none && !parts[i].breaks;
  };
  std::size_t first = joint;  // of the atoms of the chain
  std::size_t ats = 0;
  while (first >= 1 && parts[first].joint != Joint::none && is_atom(first - 1)) {
    ats += parts[first].joint == Joint::at ? 1 : 0;
    first -= 1;
    if (ats > 0 &&
        !(first >= 1 && (parts[first - 1].joint == Joint::dot || parts[first - 1].joint == Joint::dash ||
                         parts[first - 1].joint == Joint::underscore)))
      break;
    if (first == 0 || parts[first - 1].joint == Joint::none) break;
    first -= 1;
  }
  if (!is_atom(first)) ++first;
  std::string value;
  std::size_t end = 0, signs_at = 0;
  bool host_has_dot = false, marked = false, dotted = false;
  std::string host;
  for (std::size_t i = first; is_atom(i); i += 2) {
    std::string atom(text.substr(parts[i].begin, parts[i].end - parts[i].begin));
    std::erase(atom, ' ');
    value += atom;
    if (signs_at > 0) {
      host += atom;
      host_has_dot =
          host_has_dot || atom.find('.') != std::string::npos || host.find('.') != std::string::npos;
    }
    end = parts[i].end;
    if (i + 1 >= parts.size() || parts[i + 1].joint == Joint::none || !is_atom(i + 2)) break;
    const Joint next = parts[i + 1].joint;
    if (signs_at > 0 && (next == Joint::at || (host_has_dot && next != Joint::dot))) break;
    // A host that is whole ends before the dot of a sentence.
    if (signs_at > 0 && host_has_dot && next == Joint::dot && parts[i + 1].end - parts[i + 1].begin == 1)
      break;
    if (next == Joint::at) {
      signs_at = value.size();
      marked = marked || parts[i + 1].marked;
    } else {
      dotted = true;
      marked = marked || parts[i + 1].marked;
    }
    value += joint_sign(next);
    if (signs_at > 0 && next != Joint::at) host += joint_sign(next);
  }
  if (signs_at == 0 || end == 0 || host.empty() || !is_host(trimmed(host), words)) return std::nullopt;
  if (one_of(at_or_blank(text, end), "/@")) return std::nullopt;
  const std::string_view box = std::string_view(value).substr(0, signs_at);
  if (box.size() > longest_box || words.not_boxes.find(box) != words.not_boxes.end()) return std::nullopt;
  Seen seen{Shape::email, parts[first].begin, end,
            std::string(trimmed(box)) + "@" + std::string(trimmed(host))};
  seen.spelled = true;
  seen.sure = marked && dotted;
  return seen;
}

std::optional<Seen> read_spaced_email(std::string_view text, std::size_t at, std::size_t from,
                                      const ContactWords& words) {
  const bool before = at > 0 && text[at - 1] == ' ', behind = at_or_blank(text, at + 1) == ' ';
  if (!behind || at + 2 >= text.size()) return std::nullopt;
  if (!before && (at == 0 || !is_box_byte(text[at - 1]))) return std::nullopt;
  return read_spelled_email(text, at, from, words);
}

void take_out_inserted(std::string& value, const ContactWords& words) {
  for (std::size_t begin = 0; begin < value.size();) {
    const std::size_t end = std::min(value.find_first_of(".@-_+", begin), value.size());
    const bool inserted =
        words.inserted.find(std::string_view(value).substr(begin, end - begin)) != words.inserted.end();
    if (inserted && end < value.size() && value[end] != '@') {
      value.erase(begin, end - begin + 1);
    } else if (inserted && begin > 0) {
      value.erase(begin - 1, end - begin + 1);
    } else {
      begin = end + 1;
    }
  }
}

}  // namespace gh::detect
