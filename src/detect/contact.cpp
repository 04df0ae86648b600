#include "detect/contact.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "detect/contact_context.h"
#include "detect/contact_judge.h"
#include "detect/contact_shapes.h"

namespace gh::detect {
namespace {

using namespace std::string_view_literals;  // compared by size first

Kind kind_of(Shape shape) {
  switch (shape) {
    case Shape::phone:
      return Kind::phone;
    case Shape::email:
      return Kind::email;
    case Shape::postcode:
    case Shape::postcode_area:
      return Kind::postcode;
    case Shape::street:
      return Kind::street;
    case Shape::registration:
      return Kind::vehicle_registration;
    default:
      return Kind::staff_number;
  }
}

std::string unescaped(std::string_view address) {
  const auto hex = [](char c) {
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
  };
  std::string text;
  for (std::size_t i = 0; i < address.size(); ++i) {
    if (address[i] == '%' && i + 2 < address.size() && hex(address[i + 1]) >= 0 && hex(address[i + 2]) >= 0) {
      text += static_cast<char>(hex(address[i + 1]) * 16 + hex(address[i + 2]));
      i += 2;
    } else {
      text += address[i];
    }
  }
  return text;
}

// Where in an address the number or the mailbox begins; npos for all other addresses.
std::size_t contact_in_address(std::string_view folded) {
  for (const std::string_view scheme :
       {"tel:", "mailto:", "sms:", "callto:", "facetime:", "whatsapp://send?phone="}) {
    if (folded.starts_with(scheme)) return scheme.size();
  }
  if (!folded.starts_with("http")) return std::string_view::npos;
  constexpr std::size_t last = 6;  // "https:"
  for (const std::string_view host : {"//wa.me/", "//api.whatsapp.com/send?phone=",
                                      "//api.whatsapp.com/send/?phone=", "//web.whatsapp.com/send?phone="}) {
    const std::size_t at = folded.substr(0, last + host.size()).find(host);
    if (at != std::string_view::npos) return at + host.size();
  }
  return std::string_view::npos;
}

class Contacts {
 public:
  Contacts(const Material& material, const ContactWords& words)
      : material_(material), words_(words), judge_(material, words) {}

  std::vector<Finding> run() {
    for (const FoldedPassage& in : material_.passages) {
      if (in.is_address) {
        link(in);
      } else {
        passage(in);
      }
    }
    drop_organisations();
    drop_lists();
    return std::move(found_);
  }

 private:
  void passage(const FoldedPassage& in) {
    const bool is_block = in.passage->syntax == "text"sv || in.passage->syntax == "label"sv;
    if (is_block) {
      block_ = &in;
      seen_in_block_.clear();
    }
    std::vector<Seen> all = shapes_in({in.folded.text, in.passage->text.words(), in.folded.origin}, words_);
    drop_plain_numbers(in, all);
    if (all.empty()) {
      if (is_block) note_section(in);
      return value_alone(in);
    }
    const std::uint32_t label = cues_of_label(in), section = in.passage->label.empty() ? section_now() : 0;
    std::size_t from = 0;
    Judgement last;
    const std::size_t first = found_.size();
    bool organisation = false;
    for (std::size_t i = 0; i < all.size() && !material_.is_full(found_); ++i) {
      const Seen& seen = all[i];
      if (is_block) seen_in_block_.insert(seen.value);
      // A street and the postcode behind it are one address, judged as one.
      const bool address = seen.shape == Shape::street && i + 1 < all.size() &&
                           all[i + 1].shape == Shape::postcode && all[i + 1].begin - seen.end <= most_between;
      const Seen& end = address ? all[i + 1] : seen;
      Spot spot{in, end, label, context_of(in, seen.begin, end.end, from, words_), section};
      if (from > 0 && seen.begin - from <= most_beside && spot.context.before.size() <= 1)
        spot.beside = last.verdict;
      spot.street_before = address;
      last = judge_.judge(spot);
      if (address) report_street({in, seen, label, spot.context, section, spot.beside}, last);
      report(in, end, last);
      organisation = organisation || last.verdict == Verdict::organisation;
      i += address ? 1 : 0;
      from = end.end;
    }
    if (organisation) drop_beside_organisation(first);
  }

  // The number beside "orders@…" is the shop's, whatever it asks for, unless it is said to be somebody's own.
  void drop_beside_organisation(std::size_t first) {
    const auto begin = found_.begin() + static_cast<std::ptrdiff_t>(first);
    found_.erase(std::remove_if(begin, found_.end(),
                                [](const Finding& finding) {
                                  return finding.certainty != Certainty::certain &&
                                         finding.whose == Whose::self;
                                }),
                 found_.end());
  }

  void report_street(const Spot& spot, const Judgement& postcode) {
    Judgement street = judge_.judge(spot);
    if (street.verdict == Verdict::nothing && postcode.verdict == Verdict::self)
      street = {Verdict::self, "street.address", postcode.certainty};
    report(spot.in, spot.seen, street);
  }

  // Numbers are of staff only where a word says so.
  void drop_plain_numbers(const FoldedPassage& in, std::vector<Seen>& all) const {
    const auto is_number = [](const Seen& seen) { return seen.shape == Shape::number; };
    if (std::none_of(all.begin(), all.end(), is_number)) return;
    constexpr std::uint32_t staff = cue_trn | cue_payroll;
    const auto words = material_.words_of(in);
    const bool may_say = std::any_of(words.begin(), words.end(), [&](const lexicon::Word& word) {
      return words_.staff_words.may_have(word.hash);
    });
    const bool said =
        (cues_of_label(in) & staff) != 0 || (may_say && (cues_in(in.folded.text, words_) & staff) != 0);
    if (!said) std::erase_if(all, is_number);
  }

  std::uint32_t cues_of_label(const FoldedPassage& in) const {
    return in.passage->label.empty() ? 0 : cues_in(base::fold(in.passage->label), words_);
  }

  // A few words alone head what comes below them: "Contact", "School office".
  void note_section(const FoldedPassage& in) {
    ++blocks_since_section_;
    if (in.folded.text.size() > longest_heading || !in.passage->label.empty()) return;
    section_ = &in;
    blocks_since_section_ = 0;
  }

  std::uint32_t section_now() const {
    return section_ == nullptr || blocks_since_section_ > 2 ? 0 : cues_in(section_->folded.text, words_);
  }

  // A whole value in structured data that no text would hold so: 447700900123, 7700900123.
  void value_alone(const FoldedPassage& in) {
    const std::string& field = in.passage->field;
    if (field == "street"sv && in.folded.text.size() <= 80 && in.folded.text.size() >= 4 &&
        is_stated(*in.passage)) {
      const Seen seen{Shape::street, 0, in.folded.text.size(), in.passage->text.words()};
      report(in, seen, judge_.judge({in, seen, 0, {}, 0}));
    }
    if (field != "phone"sv || in.folded.text.size() > 24) return;
    const Seen seen = phone_of(in.folded.text);
    if (seen.value.empty()) return;
    report(in, seen, judge_.judge({in, seen, 0, {}, 0}));
  }

  void link(const FoldedPassage& in) {
    const std::size_t begin = contact_in_address(in.folded.text);
    if (begin == std::string_view::npos) return;
    const std::string_view path = std::string_view(in.folded.text).substr(begin);
    const std::size_t end = begin + std::min(path.find_first_of("?&;#"), path.size());
    if (end == begin || end - begin > 120) return;
    const std::string text =
        base::fold(unescaped(std::string_view(in.folded.text).substr(begin, end - begin)));
    Seen seen;
    if (text.find('@') != std::string::npos) {
      const base::Origins origin(text.size());
      const std::vector<Seen> all = shapes_in({text, text, origin}, words_);
      if (all.empty() || all.front().shape != Shape::email) return;
      seen = all.front();
    } else {
      seen = phone_of(text);
    }
    // Where its words show the same, those are judged.
    if (seen.value.empty() || (is_around(in) && seen_in_block_.count(seen.value) != 0)) return;
    Spot spot{in, seen, 0, around(in), section_now()};
    if (is_around(in) && !block_->passage->label.empty())
      spot.label = cues_in(base::fold(block_->passage->label), words_);
    spot.link = true;
    seen.begin = begin;
    seen.end = end;
    report(in, seen, judge_.judge(spot));
  }

  bool is_around(const FoldedPassage& link) const {
    if (block_ == nullptr) return false;
    const page::Span block = block_->passage->text.source(), address = link.passage->text.source();
    return block.begin <= address.end + most_mark_up && block.end > address.begin;
  }

  // The words around a link: those of the block that it stands in, before and behind its own place there.
  Context around(const FoldedPassage& link) const {
    if (!is_around(link)) return {};
    const std::uint32_t at = link.passage->text.source().begin;
    const page::Text& text = block_->passage->text;
    const std::string& folded = block_->folded.text;
    std::size_t low = 0, high = folded.size();
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      const std::size_t word = block_->folded.origin[middle];
      if (text.source(word, word + 1).begin < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return context_of(*block_, low, low, 0, words_);
  }

  void report(const FoldedPassage& in, const Seen& seen, const Judgement& judgement) {
    const Kind kind = kind_of(seen.shape);
    if (judgement.verdict == Verdict::organisation) organisations_.insert({kind, seen.value});
    if (judgement.verdict != Verdict::self && judgement.verdict != Verdict::other) return;
    const bool staff = kind == Kind::staff_number,
               school = kind == Kind::email && judge_.is_school_address(seen.value);
    Finding finding = finding_at(in, seen.begin, seen.end, kind, seen.value, judgement.rule,
                                 staff    ? words_.staff_clause
                                 : school ? words_.school_clause
                                          : words_.clause);
    finding.certainty = judgement.certainty;
    finding.whose = judgement.verdict == Verdict::other ? Whose::other : Whose::self;
    material_.keep(found_, std::move(finding));
  }

  // A page with the numbers of many is a list of adverts, clubs or councillors: those that only the words
  // around them give to somebody are everybody's.
  void drop_lists() {
    std::map<Kind, std::set<std::string>> values;
    for (const Finding& finding : found_) {
      if (finding.whose == Whose::self && !bears_name(finding)) values[finding.kind].insert(finding.value);
    }
    std::erase_if(found_, [&](const Finding& finding) {
      if (finding.whose != Whose::self || bears_name(finding)) return false;
      const std::size_t most = most_of_one_person + (finding.certainty == Certainty::certain ? 1 : 0);
      return values[finding.kind].size() > most;
    });
  }

  static bool bears_name(const Finding& finding) {
    return finding.rule == "email.name" || finding.rule == "email.school-address" ||
           finding.rule.ends_with(".stated");
  }

  // What one place says is the school's is not the person's in another, unless that one is certain.
  void drop_organisations() {
    std::erase_if(found_, [&](const Finding& finding) {
      return finding.certainty != Certainty::certain &&
             organisations_.count({finding.kind, finding.value}) != 0;
    });
  }

  static constexpr std::size_t most_of_one_person = 3;  // numbers, addresses or cars; one more if certain
  static constexpr std::size_t most_beside = 8;         // bytes between two finds of one owner
  static constexpr std::size_t longest_heading = 40;    // bytes
  static constexpr std::size_t most_between = 60;       // bytes from a street to its postcode
  static constexpr std::uint32_t most_mark_up = 200;    // bytes from an address to the words of its link

  const Material& material_;
  const ContactWords& words_;
  ContactJudge judge_;
  const FoldedPassage* block_ = nullptr;    // the last block of words
  const FoldedPassage* section_ = nullptr;  // the last few words that stood alone
  int blocks_since_section_ = 0;
  std::set<std::string> seen_in_block_;
  std::set<std::pair<Kind, std::string>> organisations_;
  std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> find_contacts(const Material& material, const ContactWords& words) {
  return Contacts(material, words).run();
}

}  // namespace gh::detect
