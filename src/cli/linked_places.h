// "Is this one yours too?", asked once of each place that the person's own pages point to.
#pragma once

#include <vector>

#include "app/house.h"
#include "cli/common.h"

namespace gh::cli {

struct LinkedPlace {
  assess::Account from;
  assess::Account place;
};

/// Asks at a terminal; elsewhere only tells how to say. No answer leaves a place unconfirmed, and it is not
/// asked about again; it is never looked at before it is confirmed.
base::Result<void> ask_about_linked(const app::House& house, const std::vector<LinkedPlace>& places,
                                    const Streams& streams);

}  // namespace gh::cli
