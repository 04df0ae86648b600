#include "serve/multipart.h"

#include <boost/test/unit_test.hpp>

#include "serve/http.h"

using namespace gh::serve;

namespace {

const std::string type = "multipart/form-data; boundary=edge";

std::string part(const std::string& about, const std::string& bytes) {
  return "--edge\r\nContent-Disposition: form-data; " + about + "\r\n\r\n" + bytes + "\r\n";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(multipart)

BOOST_AUTO_TEST_CASE(fields_and_files_as_a_browser_sends_them) {
  const std::string body =
      part("name=\"token\"", "abc") +
      "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Zo\xC3\xAB %22x%22.csv\"\r\n"
      "Content-Type: text/csv\r\n\r\na,b\r\n1,\xEB\r\n\r\n" +
      part("name=\"none\"; filename=\"\"", "") + "--edge--\r\n";
  const auto parts = read_multipart(type, body);
  BOOST_REQUIRE(parts.size() == 3u);
  BOOST_TEST(parts[0].name == "token");
  BOOST_TEST(!parts[0].is_file);
  BOOST_TEST(parts[0].bytes == "abc");
  BOOST_TEST(parts[1].file == "Zo\xC3\xAB \"x\".csv");
  BOOST_TEST(parts[1].bytes == "a,b\r\n1,\xEB\r\n");
  BOOST_TEST(parts[2].is_file);

  Request request{"POST", "/", {}, {{"content-type", type}}, body, "", {}};
  BOOST_TEST(request.form().size() == 1u);
  BOOST_TEST(request.form()["token"] == "abc");
  BOOST_REQUIRE(request.uploads().size() == 1u);  // where none was chosen there is none
  BOOST_TEST(request.uploads()[0].field == "file");
}

BOOST_AUTO_TEST_CASE(folders_of_the_sender_are_dropped) {
  for (const auto& [sent, name] :
       {std::pair("C:\\staff\\new.csv", "new.csv"), std::pair("../../etc/passwd", "passwd"),
        std::pair("plain.csv", "plain.csv"), std::pair("folder/", "")}) {
    const auto parts = read_multipart(
        type, part("name=\"f\"; filename=\"" + std::string(sent) + "\"", "x") + "--edge--\r\n");
    BOOST_REQUIRE(parts.size() == 1u);
    BOOST_TEST(parts[0].file == name);
  }
}

BOOST_AUTO_TEST_CASE(a_boundary_in_quotation_marks_and_dashes_in_a_file) {
  const auto parts = read_multipart("Multipart/Form-Data; charset=utf-8; boundary=\"edge\"",
                                    part("name=f; filename=a.csv", "a--edge\r\n\n--edge") + "--edge--");
  BOOST_REQUIRE(parts.size() == 1u);
  BOOST_TEST(parts[0].name == "f");
  BOOST_TEST(parts[0].file == "a.csv");
  BOOST_TEST(parts[0].bytes == "a--edge\r\n\n--edge");
}

BOOST_AUTO_TEST_CASE(what_is_cut_or_no_form_has_no_parts) {
  const std::string whole = part("name=\"a\"", "1");
  for (const auto& [content_type, body] : std::vector<std::pair<std::string, std::string>>{
           {"text/plain", whole + "--edge--\r\n"},
           {"multipart/mixed; boundary=edge", whole + "--edge--\r\n"},
           {"multipart/form-data", whole + "--edge--\r\n"},
           {"multipart/form-data; boundary=", whole + "--edge--\r\n"},
           {"multipart/form-data; boundary=" + std::string(71, 'e'), whole + "--edge--\r\n"},
           {"multipart/form-data; boundary=other", whole + "--edge--\r\n"},
           {type, ""},
           {type, "--edge"},
           {type, "--edge--\r\n"},
           {type, whole},  // its end is missing
           {type, "--edge\r\n\r\nno headers\r\n--edge--\r\n"},
           {type, "--edge\r\nContent-Type: text/csv\r\n\r\nno name\r\n--edge--\r\n"},
           {type, part("filename=\"a.csv\"", "no name") + "--edge--\r\n"},
       })
    BOOST_TEST(read_multipart(content_type, body).empty(), body);
}

BOOST_AUTO_TEST_CASE(the_parts_before_a_cut_are_read_and_no_more_than_a_thousand) {
  BOOST_TEST(read_multipart(type, part("name=\"a\"", "1") + part("name=\"b\"", "2")).size() == 1u);
  std::string many;
  for (int i = 0; i < 1'200; ++i) many += part("name=\"a\"", "1");
  BOOST_TEST(read_multipart(type, many + "--edge--\r\n").size() == 1'000u);
}

BOOST_AUTO_TEST_SUITE_END()
