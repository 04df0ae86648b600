#include "page/decode/guess.h"

#include <memory>
#include <string>
#include <unicode/ucsdet.h>

namespace gh::page {
namespace {

struct DetectorCloser {
  void operator()(UCharsetDetector* detector) const noexcept { ucsdet_close(detector); }
};
using Detector = std::unique_ptr<UCharsetDetector, DetectorCloser>;

constexpr std::size_t sample = 8000;  // as much as ICU looks at
constexpr std::size_t least = 12;     // high bytes: fewer say nothing

// What may be guessed, and how sure of it ICU must be (of 100). Sentences of 40 to 160 bytes in their own
// encodings got 100 for the first five, 36 to 55 for the other two; Thai read as Korean got 68, Greek and
// Hebrew as Russian
// 17. In Western languages too few letters stand outside ASCII to tell encodings apart.
struct Guessable {
  std::string_view name;
  int confidence;
};
constexpr Guessable guessable[] = {{"Shift_JIS", 90}, {"EUC-JP", 90},       {"EUC-KR", 90}, {"GB18030", 90},
                                   {"Big5", 90},      {"windows-1251", 35}, {"KOI8-R", 35}};

// The words without mark-up, and how many of their letters are high bytes.
struct Words {
  std::string text;
  std::size_t high = 0;
  std::size_t low = 0;
};

Words words_of(std::string_view bytes) {
  Words words;
  bool inside = false;
  for (const char c : bytes) {
    if (c == '<') inside = true;
    if (!inside) {
      words.text += c;
      words.high += static_cast<unsigned char>(c) >= 0x80 ? 1 : 0;
      words.low += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 1 : 0;
    }
    if (c == '>') inside = false;
  }
  return words;
}

}  // namespace

const Encoding& guess_encoding(std::string_view bytes) {
  const Encoding& usual = encoding_named("windows-1252");
  const Words words = words_of(bytes.substr(0, sample));
  if (words.high < least || words.high < words.low) return usual;
  UErrorCode status = U_ZERO_ERROR;
  const Detector detector(ucsdet_open(&status));
  if (U_FAILURE(status)) return usual;
  ucsdet_setText(detector.get(), words.text.data(), static_cast<std::int32_t>(words.text.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (match == nullptr) return usual;
  const int confidence = ucsdet_getConfidence(match, &status);
  const char* name = ucsdet_getName(match, &status);
  if (U_FAILURE(status) || name == nullptr) return usual;
  for (const Guessable& candidate : guessable) {
    if (candidate.name != name || confidence < candidate.confidence) continue;
    const Encoding* found = encoding_labelled(name);
    return found == nullptr ? usual : *found;
  }
  return usual;
}

}  // namespace gh::page
