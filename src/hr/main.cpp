// The second program. It asks staff to look after their own pages, and cannot learn what they found.
#include <iostream>

#include "hr/command_line.h"

int main(int argc, char** argv) {
  return static_cast<int>(gh::hr::run({argv + 1, argv + argc}, std::cout, std::cerr));
}
