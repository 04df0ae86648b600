// The kinds of Archive, each behind one function. Only archive.cpp and the tests look in here.
#pragma once

#include "takeout/archive.h"

namespace gh::takeout {

base::Result<std::unique_ptr<Archive>> open_zip(const std::filesystem::path& path, const Limits& limits);
base::Result<std::unique_ptr<Archive>> open_tar(const std::filesystem::path& path, const Limits& limits);
base::Result<std::unique_ptr<Archive>> open_folder(const std::filesystem::path& path, const Limits& limits);
base::Result<std::unique_ptr<Archive>> open_single(const std::filesystem::path& path, const Limits& limits);

/// Errors about one archive's files, in the same words for every kind.
base::Error is_link(const std::string& name);
base::Error leads_out(const std::string& name, std::string_view trouble);
base::Error is_too_large(const std::string& name, std::uint64_t claimed, const Limits& limits);
base::Error is_bomb(const std::string& name, std::uint64_t bytes, std::uint64_t packed);
base::Error is_cut(const std::string& name, std::string_view why);

/// What is wrong with a file before any of it is read: its name, its claimed size.
std::optional<base::Error> refusal_of(const std::string& name, std::uint64_t claimed, const Limits& limits);

/// True when so many bytes out of so few packed ones are more than any words are.
bool unpacks_too_far(std::uint64_t bytes, std::uint64_t packed, const Limits& limits);

}  // namespace gh::takeout
