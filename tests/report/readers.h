// Readers of what reports are written in, small and of their own, so that a report is not judged by the code
// that wrote it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gh::tests {

/// One tag as it stands: "p", "/p", "!DOCTYPE", "!--"; attribute values with their references resolved.
struct Tag {
  std::string name;
  std::map<std::string, std::string> attributes;
};

/// The tags of a page in order. A "<" that begins no tag, an attribute value that is not in double quotes,
/// and a tag that does not end each give a tag named "?". What is in <style> is no tag.
std::vector<Tag> tags_in(std::string_view html);

/// Names of tags and attributes, one line a tag, for comparing the build of two pages. Links are left out of
/// an address that may or may not be one only by the caller's choice of texts.
std::string skeleton(std::string_view html);

/// Rows and cells of RFC 4180, CRLF line ends; a mistake gives a row with the one cell "?".
std::vector<std::vector<std::string>> rows_in(std::string_view csv);

}  // namespace gh::tests
