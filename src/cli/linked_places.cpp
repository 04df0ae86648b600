#include "cli/linked_places.h"

#include <fmt/format.h>
#include <istream>
#include <ostream>

#include "app/accounts.h"
#include "base/text.h"
#include "cli/terminal.h"

namespace gh::cli {
namespace {

using assess::Ownership;

base::Result<void> decide(const app::House& house, const LinkedPlace& linked, const Streams& streams) {
  const auto said = ask(streams.in, streams.out,
                        fmt::format("Is {} yours too? y, n, or Enter to decide later: ",
                                    base::for_terminal(app::describe(linked.place))));
  const std::string word = said ? base::lower_ascii(*said) : "";
  if (!word.starts_with('y') && !word.starts_with('n')) return {};
  return app::set_ownership(house, linked.place,
                            word.starts_with('y') ? Ownership::confirmed : Ownership::rejected);
}

}  // namespace

base::Result<void> ask_about_linked(const app::House& house, const std::vector<LinkedPlace>& places,
                                    const Streams& streams) {
  if (places.empty()) return {};
  streams.err << "Your pages point to places that may be yours too. None of them was looked at:\n";
  for (const LinkedPlace& linked : places) {
    streams.err << fmt::format("  {:>4}  {}, on your {}\n", linked.place.id,
                               base::for_terminal(app::describe(linked.place)),
                               base::for_terminal(linked.from.platform));
  }
  if (!is_terminal(streams.in)) {
    streams.err << "Say which are yours with: glasshouse accounts confirm NUMBER, or reject NUMBER\n";
    return {};
  }
  for (const LinkedPlace& linked : places) {
    if (auto decided = decide(house, linked, streams); !decided) return decided.error();
  }
  return {};
}

}  // namespace gh::cli
