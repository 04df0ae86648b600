// How a receipt travels: as a file with its words above it, or as a code that is pasted anywhere. Finds
// receipts in whatever text they come back in: files, mails, a chat.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "receipt/receipt.h"

namespace gh::receipt {

/// Everything that a receipt says, in words, a line each. For the person before it leaves, and for the file.
std::vector<std::string> words_of(const Receipt& receipt);

/// The receipt in lines of 64 characters between a first and a last line.
std::string pasteable(std::string_view text);

/// The whole file: the words, then the pasteable form. Of one length for all receipts of one campaign.
/// in: a receipt as make_receipt() gives it
std::string file_of(std::string_view text);

/// All receipts in `text`, each once, in order; none is checked. Line breaks and blanks inside one do not
/// matter, nor do the marks that mail programs put at the beginnings and ends of lines ("> ", "="). At most
/// `most`.
std::vector<std::string> find_receipts(std::string_view text, std::size_t most = 100'000);

}  // namespace gh::receipt
