#include "scrape/scrape.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/text.h"
#include "scrape/controls.h"
#include "scrape/field_words.h"
#include "scrape/judge.h"
#include "scrape/labels.h"
#include "scrape/lead.h"
#include "scrape/page_order.h"
#include "scrape/pairs.h"
#include "scrape/paths.h"
#include "scrape/people.h"
#include "scrape/questions.h"
#include "scrape/records.h"
#include "scrape/regions.h"
#include "scrape/reposts.h"
#include "scrape/rows.h"
#include "scrape/signed.h"
#include "scrape/stated.h"
#include "scrape/turns.h"
#include "scrape/viewer.h"

namespace gh::scrape {
namespace {

using namespace std::string_view_literals;  // compared by size first

using page::Name;
using page::Node;
using page::Page;
using page::Tag;
using page::Text;

Place place_of(page::Landmark landmark) { return static_cast<Place>(landmark); }
static_assert(static_cast<int>(Place::footer) == static_cast<int>(page::Landmark::footer));

bool is_data(std::string_view name) {
  return name.size() > 5 && name[0] == 'd' && name[4] == '-' && name.starts_with("data-");
}

// base::collapse_blanks, quick where there is nothing to collapse.
std::string collapsed(std::string_view words) {
  words = base::trim(words);
  bool blank = false;
  for (char c : words) {
    const bool is_blank = c == ' ';
    if ((is_blank && blank) || c == '\xC2' || static_cast<unsigned char>(c) < ' ')
      return base::collapse_blanks(words);
    blank = is_blank;
  }
  return std::string(words);
}

class Scraper {
 public:
  Scraper(const page::Reading& reading, const Rulebook& book, const std::vector<Answer>& answers,
          const Definition& definition, const Definition& generic, Visit visit)
      : page_(reading.page),
        visit_(std::move(visit)),
        paths_(reading.page),
        rules_(in_order(definition, generic)),
        labels_(reading.page, rules_),
        turns_(reading.page, rules_),
        rows_(reading.page),
        fields_(book, rules_),
        controls_(page_, labels_, fields_),
        answers_(book, answers) {
    profile_.definition = definition.id;
    profile_.url = visit_.url;
    profile_.state = reading.state;
    profile_.reason = reading.reason;
  }

  Profile run() {
    if (profile_.state == base::State::too_complex) return std::move(profile_);
    read_language();
    profile_.passages.reserve(2 * page_.blocks.size() + 64);
    regions_ = find_regions(page_, answers_, rules_);
    profile_.posts = std::move(regions_.posts);
    people_.emplace(page_, rules_, regions_.other_roots);
    several_authors_ = has_several_authors();
    if (!page_.nodes.empty())
      pairs_ =
          find_pairs(page_, [this](std::string_view words) { return fields_.by_label(words) != nullptr; });
    for (std::uint32_t node : regions_.named) read_named(node);
    read_further_named();
    read_blocks();
    read_pairs();
    read_inline_labels();
    read_lines();
    read_cells();
    read_elements();
    read_facts();
    judge(profile_, page_, answers_, paths_, rules_, visit_);
    profile_.viewer = viewer_of(answers_, rules_);
    put_in_page_order(profile_.passages);
    profile_.rows = rows_.take();
    return std::move(profile_);
  }

 private:
  static std::vector<const Definition*> in_order(const Definition& definition, const Definition& generic) {
    if (&generic == &definition) return {&definition};
    return {&definition, &generic};
  }

  void read_language() {
    for (const Node& node : page_.nodes) {
      if (node.tag == Tag::html) profile_.language = page_.value(node, Name::lang);
      if (node.tag == Tag::meta && page_.value(node, Name::property) == "og:locale") {
        profile_.language = page_.value(node, Name::content);
      }
      if (!profile_.language.empty()) break;
    }
    std::replace(profile_.language.begin(), profile_.language.end(), '_', '-');
  }

  // On the pages of one person that person writes all posts, by whatever name; where several write, each
  // speaks of themself.
  bool has_several_authors() const {
    std::string_view first;
    for (const Post& post : profile_.posts) {
      if (first.empty()) first = post.author;
      if (!post.author.empty() && post.author != first) return true;
    }
    return false;
  }

  // Where several people write, each post is its writer's.
  void name_author(Passage& passage) const {
    if (!passage.post || !passage.entity.empty() || !several_authors_) return;
    const std::string& author = profile_.posts[static_cast<std::size_t>(*passage.post)].author;
    // Where mark-up names another writer, it is an answer to the post.
    const bool answers = passage.writers == 0 && !passage.writer.empty() && passage.writer != author;
    if (!answers) passage.entity = author;
  }

  // A named element's attribute, or its text when it stands inside a block (a block takes its name in
  // read_blocks).
  void read_named(std::uint32_t index) {
    const FieldRule& rule = *regions_.field[index];
    const Node& node = page_.nodes[index];
    for (const std::string& attribute : rule.attributes) {
      const Text value = page_.value_text(node, attribute);
      if (!value.empty()) return add(cleaned_by(rule, value), rule.name, "", "selector", index);
    }
    if (!rule.cleaning.none() || !holds_block(index))
      add(cleaned_by(rule, page_.text_of(index)), rule.name, "", "selector", index);
  }

  // Other fields that are cut out of the same element: a name and a handle of one line.
  void read_further_named() {
    for (const Definition* definition : rules_) {
      answers_.each(*definition, Part::field, [&](const Answer& answer) {
        const FieldRule& rule = definition->fields[answer.index];
        if (!rule.cleaning.match || regions_.field[answer.node] == &rule) return;
        add(cleaned_by(rule, page_.text_of(answer.node)), rule.name, "", "selector", answer.node);
      });
    }
  }

  // What the rule leaves of a value; that it is hidden behind stars is told.
  Text cleaned_by(const FieldRule& rule, const Text& value) {
    if (rule.cleaning.none()) return value;
    Text out = cleaned(value, rule.cleaning);
    if (out.empty() && is_masked(value.words())) profile_.masked.push_back(rule.name);
    return out;
  }

  // Some block's element is this node or stands below it.
  bool holds_block(std::uint32_t index) {
    if (block_nodes_.empty()) {
      for (const page::Block& block : page_.blocks) block_nodes_.push_back(block.node);
      std::sort(block_nodes_.begin(), block_nodes_.end());
    }
    const auto first = std::lower_bound(block_nodes_.begin(), block_nodes_.end(), index);
    return first != block_nodes_.end() && page_.within(*first, index);
  }

  void read_blocks() {
    first_block_ = profile_.passages.size();
    passed_on_ = find_reposts(page_, rules_);
    for (const Definition* definition : rules_) {
      if (definition->questions != nullptr)
        askings_.push_back({definition->questions, Questions(definition->questions), std::nullopt});
    }
    signed_ = find_signed(page_, rules_);
    // Of a platform that is known, mark-up tells all posts.
    const bool all_told = rules_.size() > 1 && !profile_.posts.empty();
    for (std::size_t i = 0; i < page_.blocks.size(); ++i) {
      const page::Block& block = page_.blocks[i];
      std::vector<Turn> turns = turns_.in_block(i);
      // Where mark-up tells a post and its day, its words need not.
      const bool told = all_told || (!regions_.post.empty() && regions_.post[block.node] >= 0);
      if (turns.empty() && !told) turns = turns_.headed_in_block(i);
      std::size_t at = 0;
      for (const Turn& turn : turns) {
        read_block(i, at, turn.begin);
        if (Passage* said = read_block(i, turn.begin, turn.end)) {
          place_in_log(turn, *said);
          read_answers(*said, i, true);
        }
        at = turn.end;
      }
      if (turns.empty() || at < page_.words(block).size()) {
        if (Passage* passage = read_block(i, at, page_.words(block).size())) read_answers(*passage, i, false);
      }
    }
    for (Passage& value : cleaned_) profile_.passages.push_back(std::move(value));
  }

  // What the first heading asks of all who answer below: "What was your first car?".
  std::string_view asked_of_all() {
    if (asked_of_all_) return *asked_of_all_;
    asked_of_all_ = "";
    const auto first = std::find_if(page_.blocks.begin(), page_.blocks.end(), [&](const page::Block& block) {
      return page_.nodes[block.node].tag == Tag::h1;
    });
    if (first == page_.blocks.end() || !page_.words(*first).ends_with('?')) return *asked_of_all_;
    for (const Asking& asking : askings_) {
      if (asked_of_all_->empty()) asked_of_all_ = asking.book->label_of(page_.words(*first));
    }
    return *asked_of_all_;
  }

  // An answer is said once more with what was asked; whoever asks speaks of themself.
  void read_answers(Passage& passage, std::size_t index, bool in_turn) {
    const page::Block& block = page_.blocks[index];
    if (passage.place == Place::navigation || passage.hidden) return;
    if (!signed_.empty() && !signed_[index].empty() && !asked_of_all().empty())
      cleaned_.push_back(answer_of(passage, {asked_of_all(), 0, passage.text.words().size()}));
    const std::string& words = passage.text.words();
    const bool whole = words.size() == page_.words(block).size() && words.find('?') != std::string::npos;
    for (Asking& asking : askings_) {
      const std::size_t set_off = whole ? set_off_in(page_, block, *asking.book) : 0;
      const Questions::Read read = asking.questions.read(passage.text.words(), set_off, in_turn);
      if (read.answers_above && asking.remark) profile_.passages[*asking.remark].about = About::other;
      asking.remark.reset();
      if (read.remarks) asking.remark = profile_.passages.size() - 1;
      // What is nothing but one answer is not said twice: a name alone would head what follows.
      const std::size_t size = passage.text.words().size();
      const bool alone = read.answers.size() == 1 && read.answers.front().end == size &&
                         (read.asked > 0 || read.answers_above) && fields_.by_label(passage.label) == nullptr;
      if (alone) passage = answer_of(passage, read.answers.front());
      if (alone) return;
      for (const Answered& answer : read.answers) cleaned_.push_back(answer_of(passage, answer));
    }
  }

  Passage answer_of(const Passage& passage, const Answered& answer) const {
    Passage value = passage;
    value.text = passage.text.part(answer.begin, answer.end);
    value.label = answer.label;
    value.syntax = "label";
    value.lead.clear();
    const FieldRule* rule = fields_.by_label(value.label);
    if (rule != nullptr) value.field = rule->name;
    return value;
  }

  // A value beside its label, in one line or two, is said once more with it.
  void read_pairs() {
    for (Pair& pair : pairs_) {
      if (!labels_.around(pair.value.source()).words.empty()) continue;
      const FieldRule* rule = fields_.by_label(pair.label);
      Text value = rule == nullptr ? std::move(pair.value) : cleaned_by(*rule, pair.value);
      add(std::move(value), rule == nullptr ? "text" : rule->name, pair.label, "label", pair.node);
    }
  }

  // "Name: Kit Toft | Born: 4/7/85 | From: Hull", said once more with their labels, of whoever is named
  // there.
  void read_inline_labels() {
    const auto known = [this](std::string_view words) {
      return fields_.by_label(words) != nullptr || heads_names(words);
    };
    for (const page::Block& block : page_.blocks) {
      if (page_.words(block).find(':') == std::string_view::npos) continue;
      std::string entity;
      for (Pair& pair : find_inline_pairs(page_, block, known)) {
        if (heads_names(pair.label)) entity = pair.value.words();
        const FieldRule* rule = fields_.by_label(pair.label);
        if (rule == nullptr) continue;
        const std::size_t before = profile_.passages.size();
        add(cleaned_by(*rule, pair.value), rule->name, pair.label, "label", pair.node);
        if (profile_.passages.size() > before && !entity.empty()) profile_.passages.back().entity = entity;
      }
    }
  }

  // "Name", "Player": what stands beside it is somebody.
  bool heads_names(std::string_view label) const {
    const std::string plain = plain_label(label);
    return std::any_of(rules_.begin(), rules_.end(), [&](const Definition* definition) {
      const auto& names = definition->row_names;
      return std::find(names.begin(), names.end(), plain) != names.end();
    });
  }

  // Labels and values in lines of one block. Only what is asked of people: a line "Work" may be anything.
  void read_lines() {
    const auto asked = [this](std::string_view words) {
      const FieldRule* rule = fields_.by_label(words);
      return rule != nullptr && (rule->name == "birth_date"sv || rule->name == "birth_place"sv ||
                                 rule->name == "birth_year"sv || rule->name == "age"sv);
    };
    for (const page::Block& block : page_.blocks) {
      if (page_.words(block).find('\n') == std::string_view::npos) continue;
      for (Pair& pair : find_line_pairs(page_, block, asked)) {
        const std::string& field = fields_.by_label(pair.label)->name;
        const bool digit = pair.value.words().find_first_of("0123456789") != std::string::npos;
        if (!labels_.around(pair.value.source()).words.empty() || (!digit && field != "birth_place"sv))
          continue;
        add(std::move(pair.value), field, pair.label, "label", pair.node);
      }
    }
  }

  // Cells of tables that are nothing but text.
  void read_cells() {
    for (const page::Fact& fact : page_.facts) {
      if (fact.syntax != page::Syntax::labels || fact.item == page::nowhere) continue;
      if (!page_.nodes.empty() &&
          (page_.nodes[fact.node].tag == Tag::td || page_.nodes[fact.node].tag == Tag::th))
        continue;
      Text value = page_.text_of(fact);
      Label label = labels_.around(value.source());
      const FieldRule* rule = label.words.empty() ? nullptr : fields_.by_label(label.words);
      if (rule == nullptr) continue;
      Passage& passage = profile_.passages.emplace_back();
      passage.text = cleaned_by(*rule, value);
      passage.field = rule->name;
      passage.label = std::move(label.words);
      passage.entity = std::move(label.entity);
      passage.syntax = "label";
      passage.place = Place::main;
    }
  }

  // The words name what stands above them.
  bool is_label_behind(const page::Block& block) const {
    const auto after =
        std::upper_bound(pairs_.begin(), pairs_.end(), block.node,
                         [](std::uint32_t node, const Pair& pair) { return node < pair.node; });
    return after != pairs_.begin() && (after - 1)->label_behind &&
           page_.within(block.node, (after - 1)->node) && page_.words(block) == (after - 1)->label;
  }

  // Words [begin, end) of a block; null where there are none.
  Passage* read_block(std::size_t index, std::size_t begin, std::size_t end) {
    if (begin >= end) return nullptr;
    const page::Block& block = page_.blocks[index];
    Passage& passage = profile_.passages.emplace_back();
    passage.text = page_.text.part(block.words.begin + begin, block.words.begin + end);
    passage.syntax = "text";
    passage.place = place_of(block.landmark);
    passage.hidden = block.hidden;
    passage.field = "text";
    if (!page_.nodes.empty()) name_block(block, index, passage);
    return &passage;
  }

  void place_in_log(const Turn& turn, Passage& said) {
    said.quoted = said.quoted || (turn.answered && turn.speaker.empty());
    if (turn.sure) said.entity = turn.speaker;
    if (!turn.sure) name_writer(turn.speaker, said);
    if (!turn.day && !turn.day_unknown && !turn.yearless) return;
    said.post = static_cast<int>(profile_.posts.size());
    said.field = "post";
    // What others leave on somebody's wall does not make the page theirs.
    const bool named = turn.sure && !turn.on_wall;
    profile_.posts.push_back({turn.day, said.text.source(), named ? turn.speaker : "", std::nullopt, {}});
    profile_.posts.back().day_unknown = turn.day_unknown;
    profile_.posts.back().yearless = turn.yearless;
  }

  // Perhaps it is no name of anybody.
  static void name_writer(const std::string& speaker, Passage& said) {
    constexpr std::uint32_t heads_of_words = 0xFFFF'FFFF;  // no list of mark-up has that number
    if (speaker.empty() || !said.writer.empty()) return;
    said.writer = speaker;
    said.writers = heads_of_words;
  }

  void name_block(const page::Block& block, std::size_t index, Passage& passage) {
    const Tag tag = page_.nodes[block.node].tag;
    if (tag == Tag::title) passage.field = "title";
    if (tag >= Tag::h1 && tag <= Tag::h6)
      passage.heading = static_cast<int>(tag) - static_cast<int>(Tag::h1) + 1;
    passage.quoted = in_blockquote(block.node);
    passage.lead = lead_of(page_, block);
    passage.writer = turns_.writer_of_block(index);
    passage.writers = turns_.list_of_block(index);
    place_in(block.node, passage);
    if (!passed_on_.empty() && passed_on_[index] > 0) {
      passage.about = About::other;
      // Whoever has written what stands above the line, too, has passed it on.
      if (turns_.writer_of_block(passed_on_[index] - 1) == passage.writer) passage.writer.clear();
    }
    const std::string_view signed_by = signed_.empty() ? std::string_view() : signed_[index];
    if (passage.entity.empty() && !signed_by.empty()) passage.entity = signed_by;
    const bool untold = passage.entity.empty() && passage.about != About::other;
    if (const Whom* whom = untold ? people_->inside(passage.text.source()) : nullptr)
      passage.entity = whom->entity;
    if (passage.post) passage.field = "post";
    Label label = labels_.around(passage.text.source());
    // "Field | Value" above, "Date of birth | 4 July 1985" below: the row names the value, and nobody.
    if (heads_values(label.words) && !label.entity.empty()) label.words = std::exchange(label.entity, "");
    // People side by side, a row for each thing that is told of them: the heads are the names.
    if (!label.entity.empty() && fields_.by_label(label.entity) != nullptr &&
        fields_.by_label(label.words) == nullptr)
      std::swap(label.words, label.entity);
    passage.label = std::move(label.words);
    if (!label.entity.empty()) passage.entity = std::move(label.entity);
    if (passage.entity.empty()) passage.row = rows_.around(block.node);
    if (passage.label.empty() && index > 0) {
      passage.label = label_above(block, page_.blocks[index - 1]);
      if (!passage.label.empty()) leave_answer(passage);
    }
    if (passage.label.empty() && passage.heading == 0) divide(passage);
    if (!passage.label.empty()) {
      passage.syntax = "label";
      if (const FieldRule* rule = fields_.by_label(passage.label)) name_labelled(passage, *rule);
    }
    const FieldRule* around = regions_.field.empty() ? nullptr : regions_.field[block.node];
    if (around != nullptr && around->cleaning.none()) passage.field = around->name;
  }

  // A value that is cleaned is said once more; the words as they stand stay words.
  void name_labelled(Passage& passage, const FieldRule& rule) {
    if (rule.cleaning.none()) {
      passage.field = rule.name;
      return;
    }
    Passage value = passage;
    value.text = cleaned_by(rule, passage.text);
    value.field = rule.name;
    if (!value.text.empty()) cleaned_.push_back(std::move(value));
  }

  // "Born in: Hull", as a line of its own: the passage is the value.
  void divide(Passage& passage) const {
    page::Span value;
    const std::string_view label = labels_.of_line(passage.text, value);
    if (label.empty() || fields_.by_label(label) == nullptr) return;
    passage.label = label;
    passage.text = passage.text.part(value.begin, value.end);
  }

  // A block's own element, or one that holds it from near: a paragraph of the quotation.
  bool in_blockquote(std::uint32_t node) const {
    for (int steps = 0; steps < 3; ++steps, node = page_.nodes[node].parent) {
      if (page_.nodes[node].tag == Tag::blockquote) return true;
    }
    return false;
  }

  // Whose words stand there, of whom, and in which post.
  void place_in(std::uint32_t node, Passage& passage) const {
    if (const Whom* whom = people_->around(node)) {
      passage.entity = whom->entity;
      if (whom->about != About::unknown) passage.about = whom->about;
    }
    if (!regions_.by_other.empty() && regions_.by_other[node]) {
      passage.about = About::other;
      // Whoever is named around all of it is the one who is answered.
      if (people_->around(root_of_others(node)) == people_->around(node)) passage.entity.clear();
    }
    if (regions_.post.empty() || regions_.post[node] < 0) return;
    passage.post = regions_.post[node];
    name_author(passage);
  }

  // What holds the outermost element of somebody else's words around the node.
  std::uint32_t root_of_others(std::uint32_t node) const {
    while (node != 0 && regions_.by_other[node]) node = page_.nodes[node].parent;
    return node;
  }

  // The head of a column says no more than that values stand in it.
  bool heads_values(std::string_view head) const {
    return std::any_of(rules_.begin(), rules_.end(), [&](const Definition* definition) {
      const auto& heads = definition->value_heads;
      return std::find(heads.begin(), heads.end(), plain_label(head)) != heads.end();
    });
  }

  // A block that is nothing but a known label names the one after it.
  std::string label_above(const page::Block& block, const page::Block& above) const {
    if (page_.nodes[block.node].tag == Tag::th) return "";         // the head of the next column
    if (is_link(above.node) || is_label_behind(above)) return "";  // an item of a menu: "Kids", "Books"
    if (has_control_between(above.node, block.node)) return "";
    const std::string_view words = without_number(page_.words(above));
    if (above.hidden != block.hidden || words.size() > 40) return "";
    return fields_.by_label(words) == nullptr ? "" : std::string(words);
  }

  // "<label>First pet <input></label>": what stands above asks for what is to be filled in.
  bool has_control_between(std::uint32_t above, std::uint32_t node) const {
    constexpr std::uint32_t reach = 24;  // nodes
    for (std::uint32_t back = 1; back <= reach && back < node && node - back > above; ++back) {
      const Node& control = page_.nodes[node - back];
      const bool shown = page_.value(control, Name::type) != "hidden";
      if ((control.tag == Tag::input && shown) || control.tag == Tag::select || control.tag == Tag::textarea)
        return true;
    }
    return false;
  }

  // The block is a link and nothing else.
  bool is_link(std::uint32_t node) const {
    for (std::uint32_t at = node; at < page_.nodes[node].end; ++at) {
      const Tag tag = page_.nodes[at].tag;
      if (tag == Tag::a) return page_.nodes[at].end == page_.nodes[node].end;
      if (tag == Tag::text && !base::trim(page_.slice(page_.nodes[at].characters)).empty()) return false;
    }
    return false;
  }

  // "Q: First pet?", "3. First pet?": what is asked.
  static std::string_view without_number(std::string_view words) {
    constexpr std::size_t longest_number = 4;
    const std::size_t mark = words.substr(0, longest_number).find_first_of(".:)");
    if (mark == std::string_view::npos || mark == 0 || mark + 1 >= words.size() || words[mark + 1] != ' ')
      return words;
    const bool number = std::all_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(mark),
                                    [](char c) { return c == 'Q' || (c >= '0' && c <= '9'); });
    return number ? base::trim(words.substr(mark + 1)) : words;
  }

  // "A: A hamster called Nibbles"
  static void leave_answer(Passage& passage) {
    const std::string& words = passage.text.words();
    const std::size_t begin = sign_of_answer(words);
    if (begin > 0 && begin < words.size()) passage.text = passage.text.part(begin, words.size());
  }

  void read_elements() {
    for (std::uint32_t i = 1; i < page_.nodes.size(); ++i) {
      const Node& node = page_.nodes[i];
      switch (node.tag) {
        case Tag::text:
          break;
        case Tag::meta:
          read_meta(i);
          break;
        case Tag::select:
          if (const auto control = controls_.of_select(i)) add_control(i, *control);
          read_attributes(i);
          break;
        case Tag::a:
          read_link(i);
          [[fallthrough]];
        default:
          read_attributes(i);
      }
      if (node.tag == Tag::link) read_link(i);
    }
  }

  void read_meta(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    std::string_view key = page_.value(node, Name::property);
    if (key.empty()) key = page_.value(node, Name::name);
    if (key.empty()) key = page_.value(node, Name::itemprop);
    if (key.empty() || std::binary_search(regions_.named.begin(), regions_.named.end(), index)) return;
    const Text value = page_.value_text(node, Name::content);
    const FieldRule* rule = fields_.by_meta(key);
    if (is_meta_label(key)) return void(meta_label_ = value.words());
    if (!meta_label_.empty()) {
      const std::string label = std::exchange(meta_label_, {});
      if (const FieldRule* named = fields_.by_label(label); named != nullptr)
        return add(cleaned_by(*named, value), named->name, label, "label", index);
    }
    const Text words = rule == nullptr ? Text() : cleaned_by(*rule, value);
    add(words.empty() ? value : words, words.empty() ? "meta" : rule->name, key, "meta", index);
    if (rule != nullptr) add_further_metas(*rule, base::lower_ascii(key), index);
  }

  bool is_meta_label(std::string_view key) const {
    return std::any_of(rules_.begin(), rules_.end(), [&](const Definition* definition) {
      const auto& all = definition->meta_labels;
      return std::find(all.begin(), all.end(), key) != all.end();
    });
  }

  // Other fields that are cut out of the same words: a name and a handle of one title.
  void add_further_metas(const FieldRule& first, const std::string& key, std::uint32_t index) {
    for (const FieldRule& rule : rules_.front()->fields) {
      const bool named = std::find(rule.metas.begin(), rule.metas.end(), key) != rule.metas.end();
      if (&rule == &first || !named || !rule.cleaning.match) continue;
      add(cleaned_by(rule, page_.value_text(page_.nodes[index], Name::content)), rule.name, key, "meta",
          index);
    }
  }

  // Nearly all links hold one text and nothing else.
  std::string link_words(std::uint32_t index) const {
    const std::uint32_t below = page_.nodes[index].end - index - 1;
    if (below == 0) return "";
    const Node& first = page_.nodes[index + 1];
    if (below == 1 && first.tag == Tag::text) return collapsed(page_.slice(first.characters));
    return page_.text_of(index).words();
  }

  void read_link(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    const page::Attribute* address = page_.attribute(node, Name::href);
    if (address == nullptr || address->value.begin == address->value.end) return;
    Text url = page_.value_text(*address);
    profile_.links.push_back({std::string(page_.slice(address->value)), link_words(index),
                              std::string(page_.value(node, Name::rel)), url.source()});
    if (node.tag == Tag::a) add(std::move(url), "link", "", "url", index);
  }

  void read_attributes(std::uint32_t index) {
    const Node& node = page_.nodes[index];
    for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
      const page::Attribute& attribute = page_.attributes[node.first_attribute + i];
      switch (attribute.known) {
        case Name::alt:
        case Name::title:
        case Name::aria_label:
          add(page_.value_text(attribute), "alt", "", "attribute", index);
          break;
        case Name::value:
          if (node.tag != Tag::input) break;
          if (const auto control = controls_.of_input(index)) add_control(index, *control);
          break;
        case Name::datetime:
          read_datetime(index, page_.value_text(attribute));
          break;
        case Name::other:
          if (is_data(page_.slice(attribute.name))) read_data(index, attribute);
          break;
        default:
          break;
      }
    }
  }

  // Birthday: <time datetime="1981-03-12">12 March</time>: the mark-up tells the year, too. What holds many
  // elements is no date, and times inside times are not read again for each.
  void read_datetime(std::uint32_t index, const Text& value) {
    constexpr std::size_t year_digits = 4;
    constexpr std::uint32_t most_nodes = 8;
    if (page_.nodes[index].end - index > most_nodes) return;
    const Text shown = page_.text_of(index);
    if (shown.words().find(value.words().substr(0, year_digits)) != std::string::npos) return;
    const std::string label = label_over(index, shown.source());
    const FieldRule* rule = fields_.by_label(label);
    if (rule != nullptr) add(cleaned_by(*rule, value), rule->name, label, "label", index);
  }

  // Of a small element inside a labelled value; empty for none.
  std::string label_over(std::uint32_t index, page::Span source) const {
    if (Label label = labels_.around(source); !label.words.empty()) return label.words;
    constexpr int most_steps = 3;
    for (int step = 0; step < most_steps && index > 0; ++step) {
      index = page_.nodes[index].parent;
      const auto pair = std::lower_bound(pairs_.begin(), pairs_.end(), index,
                                         [](const Pair& one, std::uint32_t node) { return one.node < node; });
      if (pair != pairs_.end() && pair->node == index) return pair->label;
    }
    return {};
  }

  // data-birth-date="…": the attribute's own name is the label. Markup's bookkeeping is skipped by needing a
  // rule.
  void read_data(std::uint32_t index, const page::Attribute& attribute) {
    const std::string label = words_of_name(page_.slice(attribute.name).substr(5));
    const FieldRule* rule = fields_.by_name(label);
    if (rule == nullptr && is_caption(page_.slice(attribute.name)))
      add(page_.value_text(attribute), "alt", "", "attribute", index);
    if (rule == nullptr || fields_.is_of_script(label)) return;
    const std::size_t before = profile_.passages.size();
    add(cleaned_by(*rule, page_.value_text(attribute)), rule->name, label, "attribute", index);
    if (profile_.passages.size() > before) name_by_attribute(page_.nodes[index], profile_.passages.back());
  }

  bool is_caption(std::string_view attribute) const {
    return std::any_of(rules_.begin(), rules_.end(), [&](const Definition* definition) {
      const auto& all = definition->caption_attributes;
      return std::find(all.begin(), all.end(), attribute) != all.end();
    });
  }

  // data-name="Jane Rill" beside it.
  void name_by_attribute(const Node& node, Passage& passage) const {
    for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
      const page::Attribute& attribute = page_.attributes[node.first_attribute + i];
      const std::string_view name = page_.slice(attribute.name), words = page_.slice(attribute.value);
      if (!is_data(name) || words.find(' ') == std::string_view::npos || words.size() > longest_name)
        continue;
      const bool of_person = heads_names(words_of_name(name.substr(5)));
      const auto is_capital = [&](std::size_t at) { return words[at] >= 'A' && words[at] <= 'Z'; };
      if (of_person && is_capital(0) && is_capital(words.rfind(' ') + 1)) passage.entity = words;
    }
  }

  void add_control(std::uint32_t index, const Control& control) {
    add(control.rule == nullptr ? control.value : cleaned_by(*control.rule, control.value),
        control.rule == nullptr ? "form" : control.rule->name, control.label, "attribute", index);
  }

  void read_facts() {
    const Records records = find_records(page_, paths_, rules_);
    const int first_record = static_cast<int>(profile_.posts.size());
    for (const Records::Record& record : records.records) profile_.posts.push_back(record.post);
    Stated stated = read_stated(page_, rules_, *people_, regions_, paths_, records);
    for (const Stated::Named& named : stated.named) {
      Passage& passage = profile_.passages[first_block_ + named.block];
      if (!named.field.empty()) passage.field = named.field;
      if (named.record >= 0) passage.post = first_record + named.record;
      if (passage.entity.empty()) passage.entity = named.entity;
    }
    several_authors_ = has_several_authors();
    for (Passage& passage : stated.passages) {
      if (passage.post) *passage.post += first_record;
      name_author(passage);
      const FieldRule* rule = passage.syntax == "label" ? fields_.by_label(passage.label) : nullptr;
      if (rule == nullptr && passage.field == "row") continue;  // of a program's own lists
      if (rule != nullptr) passage.field = rule->name;
      profile_.passages.push_back(std::move(passage));
    }
    profile_.masked.insert(profile_.masked.end(), stated.masked.begin(), stated.masked.end());
  }

  void add(Text text, std::string_view field, std::string_view label, std::string_view syntax,
           std::uint32_t node) {
    if (base::trim(text.words()).empty()) return;
    const bool has_nodes = !page_.nodes.empty();
    Passage& passage = profile_.passages.emplace_back();
    passage.text = std::move(text);
    passage.field = field;
    passage.label = label;
    passage.syntax = syntax;
    if (!has_nodes) return;
    passage.place = place_of(page_.nodes[node].landmark);
    passage.hidden = page_.nodes[node].hidden;
    if (passage.syntax == "attribute"sv) passage.row = rows_.of_attribute(node);
    place_in(node, passage);
  }

  static constexpr std::size_t longest_name = 80;  // bytes

  const Page& page_;
  const Visit visit_;
  Paths paths_;
  const std::vector<const Definition*> rules_;
  Labels labels_;
  const Turns turns_;
  Rows rows_;
  const FieldWords fields_;
  Controls controls_;
  const PageAnswers answers_;
  Regions regions_;
  bool several_authors_ = false;
  std::optional<People> people_;
  std::vector<Pair> pairs_;
  // What is asked on the page, as one definition words it.
  struct Asking {
    std::shared_ptr<const QuestionBook> book;
    Questions questions;
    std::optional<std::size_t> remark;  // the passage above, where it says more than its question
  };
  std::vector<Asking> askings_;
  std::string meta_label_;                        // of the <meta> that comes next; empty for none
  std::vector<std::uint32_t> passed_on_;          // by block; see reposts.h
  std::optional<std::string_view> asked_of_all_;  // once asked for
  std::vector<std::string_view> signed_;          // by block; see signed.h
  std::vector<Passage> cleaned_;                  // values of labels, as rules leave them
  std::size_t first_block_ = 0;                   // its place among the passages
  std::vector<std::uint32_t> block_nodes_;        // of all blocks, sorted
  Profile profile_;
};

}  // namespace

Profile scrape(const page::Reading& reading, const Rulebook& rules, const std::vector<Answer>& answers,
               const Definition& definition, const Definition& generic, Visit visit) {
  return Scraper(reading, rules, answers, definition, generic, std::move(visit)).run();
}

Profile scrape(const page::Reading& reading, const Definition& definition, const Definition& generic,
               Visit visit) {
  std::vector<Definition> both{definition};
  if (&generic != &definition) both.push_back(generic);
  const Rulebook rules(std::move(both));
  return scrape(reading, rules, rules.ask(reading.page), rules.definitions().front(),
                rules.definitions().back(), std::move(visit));
}

}  // namespace gh::scrape
