// Accounts named for a school that the person keeps, though the handle may bear no name of theirs: the
// choir's, the class's, the work account. What the handle holds is told by employer_handle.h, plainer signs
// of whose it is by handles.h.
#pragma once

#include <optional>

#include "detect/employer_words.h"
#include "detect/handles.h"

namespace gh::detect {

/// in:  a handle that holds the name of a school or trust
/// out: true where the words around say that the writer keeps it ("@MarlpitBakers, which I run"), where it is
///      called the account of a person's work on their own page ("School tweets: @…"), where it is said to be
///      that of their first name ("Follow Kit at @…"), and where it bears a title and the first letter of
///      their surname ("MrA_Marlpit"); never in another's words
bool keeps_account(const Material& material, const EmployerWords& words, const HandleMention& handle);

/// Bytes of a folded passage.
struct NamedSite {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// in:  where to begin
/// out: the next name that the person says a blog, channel or the like of theirs has: "my blog is called
/// Notes
///      from Marlpit"; nothing where there is none
std::optional<NamedSite> next_named_site(const Material& material, const EmployerWords& words,
                                         const FoldedPassage& in, std::size_t from);

}  // namespace gh::detect
