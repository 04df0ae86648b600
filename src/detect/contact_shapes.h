// Words that look like a telephone number, an e-mail address, a postcode, a street, a number plate or a
// number of staff: shape alone. Whose they are, and whether they are any, is not decided here. One pass over
// the text; each place where something may begin is read a bounded way on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "detect/contact_words.h"

namespace gh::detect {

enum class Shape { phone, email, postcode, postcode_area, street, registration, insurance, number };

struct Seen {
  Shape shape = Shape::phone;
  std::size_t begin = 0;  // bytes of the folded text
  std::size_t end = 0;
  std::string value;      // in the usual writing
  bool mobile = false;    // a phone that somebody carries
  bool business = false;  // 03, 08 and 09 numbers
  bool sure = false;      // hardly anything else is written so: capitals, a blank in the right place, a plus
  bool spelled = false;   // in words, or with "at" and "dot"
};

/// A folded text with its original, for telling capitals.
struct TextToScan {
  std::string_view folded;
  std::string_view original;
  const base::Origins& origin;

  bool capital(std::size_t at) const {
    const char c = original[origin[at]];
    return c >= 'A' && c <= 'Z';
  }
};

/// All shapes, in text order, not overlapping. Linear in the text.
std::vector<Seen> shapes_in(const TextToScan& text, const ContactWords& words);

/// A telephone number that stands alone (the path of a tel: link, a value in structured data), with or
/// without the plus or nought that it should begin with; the value empty when it is none.
Seen phone_of(std::string_view folded);

/// True for "a9 9aa" and the other shapes, in small letters with a blank or none, in an area that exists.
bool is_postcode(std::string_view folded, const ContactWords& words);

}  // namespace gh::detect
