#include "base/csv.h"

#include <algorithm>
#include <istream>

namespace gh::base {
namespace {

constexpr std::size_t block = std::size_t{64} << 10;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr int end_of_file = -1;

bool ends_line(int byte) { return byte == '\n' || byte == '\r'; }

}  // namespace

std::string_view meaning(CsvDamage damage) {
  switch (damage) {
    case CsvDamage::none:
      return "";
    case CsvDamage::unclosed_quote:
      return "a quotation mark is opened and never closed";
    case CsvDamage::text_after_quote:
      return "there is text behind a closing quotation mark";
    case CsvDamage::stray_quote:
      return "there is a quotation mark in the middle of a value";
    case CsvDamage::too_long:
      return "it is longer than a row can be; a quotation mark may be missing";
  }
  return "";
}

CsvReader::CsvReader(std::istream& in, char separator, CsvLimits limits)
    : in_(in), separator_(separator), limits_(limits) {
  fill();
  if (std::string_view(buffer_).starts_with(byte_order_mark)) at_ = byte_order_mark.size();
}

// Reads on; false at the end of the file.
bool CsvReader::fill() {
  const std::size_t before = buffer_.size();
  buffer_.resize(before + block);
  in_.read(buffer_.data() + before, static_cast<std::streamsize>(block));
  buffer_.resize(before + static_cast<std::size_t>(in_.gcount()));
  return buffer_.size() > before;
}

int CsvReader::byte(std::size_t at) {
  if (at >= buffer_.size() && !fill()) return end_of_file;
  return static_cast<unsigned char>(buffer_[at]);
}

std::string& CsvReader::next_field() {
  if (field_count_ == fields_.size()) fields_.emplace_back();
  fields_[field_count_].clear();
  return fields_[field_count_++];
}

bool CsvReader::too_long() const {
  return at_ - begin_ > limits_.row_bytes || line_ - row_.line >= limits_.row_lines;
}

// Goes back to the row's first line and over it. That line may be of any length, so what is behind us of it
// is forgotten on the way.
void CsvReader::damage(CsvDamage damage, std::size_t line) {
  row_.damage = damage;
  row_.damage_line = line;
  reread_behind_first_line();
}

void CsvReader::reread_behind_first_line() {
  if (field_count_ == 0) return;  // done already
  field_count_ = 0;
  row_.fields = {};
  row_.last_line = row_.line;
  at_ = begin_;
  while (byte(at_) != end_of_file && !ends_line(byte(at_))) {
    if (++at_ < buffer_.size()) continue;
    before_ += buffer_.size();
    buffer_.clear();
    begin_ = at_ = 0;
  }
  if (byte(at_) == '\r' && byte(at_ + 1) == '\n') ++at_;
  if (byte(at_) != end_of_file) ++at_;
  line_ = row_.line + 1;
}

// From behind the opening quotation mark to behind the closing one. False when the row is damaged.
bool CsvReader::read_quoted() {
  std::string& field = next_field();
  const std::size_t opened = line_;
  while (true) {
    const int c = byte(at_);
    if (c == end_of_file) return damage(CsvDamage::unclosed_quote, opened), false;
    ++at_;
    if (c == '"' && byte(at_) != '"') return true;
    if (c == '"') ++at_;  // a doubled one stands for itself
    if (c == '\n' || (c == '\r' && byte(at_) != '\n')) ++line_;
    if (too_long()) return damage(CsvDamage::too_long, opened), false;
    field += static_cast<char>(c);
  }
}

bool CsvReader::read_unquoted() {
  std::string& field = next_field();
  const char stops[] = {separator_, '"', '\r', '\n'};
  while (byte(at_) != end_of_file) {
    const std::size_t stop = std::min(buffer_.find_first_of(stops, at_, sizeof stops), buffer_.size());
    field.append(buffer_, at_, stop - at_);
    at_ = stop;
    if (too_long()) return damage(CsvDamage::too_long, line_), false;
    if (stop == buffer_.size()) continue;
    if (buffer_[stop] == '"') return damage(CsvDamage::stray_quote, line_), false;
    return true;
  }
  return true;
}

// At a separator: over it, and true. At the end of the row: over the line break, and false.
bool CsvReader::end_field() {
  const int c = byte(at_);
  if (c == separator_) {
    ++at_;
    return true;
  }
  if (c == '\r' && byte(at_ + 1) == '\n') ++at_;
  if (c != end_of_file) ++at_;
  return false;
}

const CsvRow* CsvReader::next() {
  if (at_ > block) {
    before_ += at_;
    buffer_.erase(0, at_);
    at_ = 0;
  }
  begin_ = at_;
  if (byte(at_) == end_of_file) return nullptr;
  row_ = CsvRow{row_.number + 1, line_, line_, before_ + at_, 0, {}, CsvDamage::none, 0};
  field_count_ = 0;
  std::size_t end = 0;
  do {
    const bool quoted = byte(at_) == '"';
    if (quoted) ++at_;
    if (!(quoted ? read_quoted() : read_unquoted())) return &row_;
    const int c = byte(at_);
    if (quoted && c != end_of_file && c != separator_ && !ends_line(c)) {
      damage(CsvDamage::text_after_quote, line_);
      return &row_;
    }
    end = at_;
  } while (end_field());
  row_.bytes = end - begin_;
  row_.fields = std::span(fields_).first(field_count_);
  row_.last_line = line_++;
  return &row_;
}

}  // namespace gh::base
