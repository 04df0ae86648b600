// Invented assessments to render. Nobody in them exists.
#pragma once

#include <string>

#include "assess/audit.h"

namespace gh::tests {

/// A primary-school teacher with a bit of everything: joined facts, hidden words, walls, a page that is gone.
assess::Assessment sample_assessment();

/// Nothing answered, no account named.
assess::Assessment empty_assessment();

/// Three accounts, and not one of them could be read.
assess::Assessment unread_assessment();

/// The sample with `text` in the place of every text that it holds, addresses too.
assess::Assessment filled_with(const std::string& text);

/// The sample with `text` behind an https address in the place of every address.
assess::Assessment addressed_with(const std::string& text);

}  // namespace gh::tests
