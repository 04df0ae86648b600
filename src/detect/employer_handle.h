// Handles that hold the name of the person's trust or school: "MrsA_Marlpit", "tlt_robin".
#pragma once

#include <string_view>

#include "detect/employer_forms.h"

namespace gh::detect {

/// A name that many places have, or initials of three letters, need a word of school life or of the person's
/// own name beside them; the words of another place behind it ("marlpit_fc") make it that place's.
/// `own`: one that the person keeps needs no such word beside a name of several words.
bool handle_holds(const EmployerForms& forms, std::string_view handle, bool own = false);

}  // namespace gh::detect
