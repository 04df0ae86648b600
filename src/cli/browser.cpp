#include "cli/browser.h"

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "base/text.h"

namespace gh::cli {
namespace {

// Whoever cannot open a page says so within this time; whoever is still there then has opened it.
constexpr std::chrono::milliseconds patience{2'000};
constexpr std::chrono::milliseconds glance{20};

constexpr std::string_view place_for_address = "%s";

// What posix_spawn is told, put away at the end of the scope.
struct SpawnSettings {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;

  SpawnSettings() {
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    // Browsers chatter; none of it is for our reader.
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
      posix_spawn_file_actions_addopen(&files, stream, "/dev/null", O_RDWR, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
  }
};

std::vector<std::string> command_for(std::string_view entry, const std::string& address) {
  std::vector<std::string> command;
  bool placed = false;
  for (std::string_view word : base::split(entry, ' ')) {
    if (word.empty()) continue;
    std::string filled(word);
    if (const std::size_t at = filled.find(place_for_address); at != std::string::npos) {
      filled.replace(at, place_for_address.size(), address);
      placed = true;
    }
    command.push_back(std::move(filled));
  }
  if (!command.empty() && !placed) command.push_back(address);
  return command;
}

// True unless it ended with trouble within our patience.
bool keeps_running(pid_t child) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (std::chrono::steady_clock::now() < until) {
    int status = 0;
    const pid_t ended = ::waitpid(child, &status, WNOHANG);
    if (ended == child) return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (ended < 0 && errno != EINTR) return true;
    std::this_thread::sleep_for(glance);
  }
  return true;
}

bool start(const std::vector<std::string>& command) {
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  const SpawnSettings settings;
  pid_t child = 0;
  if (::posix_spawnp(&child, words[0], &settings.files, &settings.attributes, words.data(), environ) != 0)
    return false;
  return keeps_running(child);
}

}  // namespace

std::vector<std::vector<std::string>> browser_commands(std::string_view variable,
                                                       const std::string& address) {
  std::vector<std::vector<std::string>> commands;
  for (std::string_view entry : base::split(variable, ':')) {
    if (auto command = command_for(entry, address); !command.empty()) commands.push_back(std::move(command));
  }
  if (commands.empty()) commands.push_back({"xdg-open", address});
  return commands;
}

base::Result<void> open_in_browser(const std::string& address) {
  const char* variable = std::getenv("BROWSER");
  for (const auto& command : browser_commands(variable == nullptr ? "" : variable, address)) {
    if (start(command)) return {};
  }
  return base::Error{base::ErrorKind::failed, "no browser could be started", "",
                     "copy the address into your browser yourself, or name one in BROWSER"};
}

}  // namespace gh::cli
