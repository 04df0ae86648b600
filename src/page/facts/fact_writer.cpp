#include "page/facts/fact_writer.h"

#include "base/text.h"

namespace gh::page {
namespace {

// One long name that a hostile page gives to many values must not be kept many times; never cut inside a
// character.
std::string_view bounded(std::string_view name) {
  if (name.size() <= FactWriter::longest_name) return name;
  std::size_t end = FactWriter::longest_name;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
  return name.substr(0, end);
}

}  // namespace

bool FactWriter::room(std::size_t words) {
  if (page_.facts.size() + page_.items.size() >= most_facts ||
      page_.text.words().size() + words > most_words) {
    page_.facts_cut = true;
    full_ = true;
    return false;
  }
  return true;
}

Span FactWriter::kept(std::string_view name) {
  if (name.empty()) return {};
  name = bounded(name);
  if (page_.slice(last_name_) != name) last_name_ = page_.keep(name);
  return last_name_;
}

std::uint32_t FactWriter::item(std::uint32_t parent, std::string_view name, std::string_view type,
                               Span source, bool hidden) {
  if (!room(0)) return nowhere;
  page_.items.push_back({syntax_, hidden, parent, kept(name), page_.keep(bounded(type)), source});
  return static_cast<std::uint32_t>(page_.items.size() - 1);
}

void FactWriter::fact(std::uint32_t item, std::string_view name, const Text& value, std::uint32_t node,
                      bool hidden) {
  fact_part(item, name, value, 0, value.words().size(), node, hidden);
}

void FactWriter::fact_part(std::uint32_t item, std::string_view name, const Text& text, std::size_t begin,
                           std::size_t end, std::uint32_t node, bool hidden) {
  const std::string_view words = std::string_view(text.words()).substr(begin, end - begin);
  if (base::trim(words).empty() || !room(words.size())) return;
  page_.text.append_separator(" ");
  const auto start = static_cast<std::uint32_t>(page_.text.words().size());
  page_.text.append_part(text, begin, end);
  add(item, name, start, node, hidden);
}

void FactWriter::fact(std::uint32_t item, std::string_view name, std::string_view words,
                      std::uint32_t source_begin, std::uint32_t node, bool hidden) {
  if (base::trim(words).empty() || !room(words.size())) return;
  page_.text.append_separator(" ");
  const auto begin = static_cast<std::uint32_t>(page_.text.words().size());
  page_.text.append(words, source_begin);
  add(item, name, begin, node, hidden);
}

void FactWriter::add(std::uint32_t item, std::string_view name, std::uint32_t begin, std::uint32_t node,
                     bool hidden) {
  page_.facts.push_back({syntax_,
                         hidden,
                         item,
                         node,
                         kept(name),
                         {begin, static_cast<std::uint32_t>(page_.text.words().size())}});
}

void FactWriter::problem(Span source, std::string_view what) {
  if (page_.problems.size() < 100) page_.problems.push_back({syntax_, page_.keep(what), source});
}

}  // namespace gh::page
