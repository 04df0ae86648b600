// multipart/form-data, as browsers send a form with files (https://www.rfc-editor.org/rfc/rfc7578). Bounded
// by the body that holds it; what is no such body has no parts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gh::serve {

/// One field of the form. Names are UTF-8 of at most 1,000 bytes; the bytes of a file are as they came.
struct FormPart {
  std::string name;
  std::string file;      // the name that the sender gave it, without folders; empty when it gave none
  bool is_file = false;  // a file field, also one that was left empty
  std::string bytes;
};

/// in order; at most 1,000. A part that the body ends in the middle of is left out
std::vector<FormPart> read_multipart(std::string_view content_type, std::string_view body);

}  // namespace gh::serve
