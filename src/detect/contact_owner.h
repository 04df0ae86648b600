// Whose page it is and what is known of the person and of where they work, for judging whose a number or an
// address is.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "detect/contact_words.h"
#include "detect/material.h"

namespace gh::detect {

/// What the part before the @ says.
// `namesake`: the person's first name with another word, a surname or a trade.
enum class Box { unknown, placeholder, role, own, first_name, namesake, another };

class Owner {
 public:
  Owner(const Material& material, const ContactWords& words);

  bool page_is_theirs() const { return page_ == Page::theirs; }  // it bears their name
  bool page_is_anothers() const {
    return page_ == Page::anothers || page_ == Page::organisations;
  }  // it bears another name
  bool page_is_strangers() const {
    return material_.is_anothers_page() && !named_in_full_;
  }  // it is another's, and never names them
  bool page_is_organisations() const {
    return page_ == Page::organisations;
  }  // its title is a school's, a shop's, a pub's

  /// A folded word that is one of the person's names; on another's page that never names them in full, where
  /// somebody else may have their first name, one of their surnames.
  bool is_name_word(std::string_view word) const;

  /// True when a word of the folded text is one of theirs.
  bool names_owner(std::string_view folded) const { return names_person(material_, folded); }

  /// The folded name of a person, as a row or an object bears it, is theirs: of two words, a first name is
  /// not enough.
  bool is_owner(std::string_view name) const;

  Box box_kind(std::string_view box) const;
  /// "paintwithrobin@"
  bool ends_with_first_name(std::string_view box) const;
  bool is_employer_host(std::string_view host) const;
  bool is_own_host(std::string_view host) const;  // holds their surname or handle
  bool is_page_host(
      std::string_view host) const;  // the page's title says the same name: its owner's box, not a person's
  bool is_employer_postcode(std::string_view value) const;

  /// The person's school or trust is named not far from the folded bytes [begin, end) of the passage.
  bool near_employer(const FoldedPassage& in, std::size_t begin, std::size_t end) const;

 private:
  enum class Page { unknown, theirs, anothers, organisations };
  void read_names();
  void read_employer();
  void read_page();
  bool is_titled_by_owner(const FoldedPassage& in) const;
  bool speaks_of_itself() const;

  const Material& material_;
  const ContactWords& words_;
  std::vector<std::string> first_names_, surnames_, name_words_, handles_;  // letters only
  std::vector<std::string> employer_names_, employer_hosts_;
  std::set<std::string> employer_postcodes_;  // folded, without blanks
  std::string title_;                         // letters only, of all names of the page
  Page page_ = Page::unknown;
  bool named_in_full_ = false;  // a surname or handle of theirs stands on the page
};

}  // namespace gh::detect
