#include "takeout/paths.h"

#include <algorithm>

namespace gh::takeout {
namespace {

void add_once(Paths::Places& places, std::uint32_t place) {
  if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
}

}  // namespace

// The place behind one step, made when it is not there yet.
std::uint32_t Paths::branch(std::uint32_t from, std::string_view step) {
  const auto next = static_cast<std::uint32_t>(nodes_.size());
  if (step == "*") {
    if (nodes_[from].any != 0) return nodes_[from].any;
    nodes_[from].any = next;
  } else {
    for (const Branch& known : nodes_[from].keys) {
      if (known.key == step) return known.to;
    }
    nodes_[from].keys.push_back({std::string(step), next});
  }
  nodes_.emplace_back();
  return next;
}

std::uint32_t Paths::deep_place(std::uint32_t from) {
  if (nodes_[from].deep != 0) return nodes_[from].deep;
  const auto next = static_cast<std::uint32_t>(nodes_.size());
  nodes_[from].deep = next;
  nodes_.emplace_back().is_deep = true;
  return next;
}

void Paths::add(std::string_view pointer, std::uint32_t end) {
  std::uint32_t at = 0;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);  // the slash
    const std::size_t length = std::min(pointer.find('/'), pointer.size());
    const std::string_view step = pointer.substr(0, length);
    const bool deep = step.size() > 2 && step.starts_with("..");
    at = deep ? branch(deep_place(at), step.substr(2)) : branch(at, step);
    pointer.remove_prefix(length);
  }
  nodes_[at].ends.push_back(end);
}

void Paths::step_from(std::uint32_t place, std::string_view key, bool is_element, Places& to) const {
  const Node& node = nodes_[place];
  if (node.any != 0) add_once(to, node.any);
  if (node.is_deep) add_once(to, place);
  if (node.deep != 0) step_from(node.deep, key, is_element, to);
  if (is_element) return;
  for (const Branch& branch : node.keys) {
    if (branch.key == key) add_once(to, branch.to);
  }
}

void Paths::step(const Places& from, std::string_view key, bool is_element, Places& to) const {
  to.clear();
  for (const std::uint32_t place : from) step_from(place, key, is_element, to);
}

bool Paths::ends(const Places& at) const {
  return std::any_of(at.begin(), at.end(), [&](std::uint32_t place) { return !nodes_[place].ends.empty(); });
}

bool Paths::leads_on(const Places& at) const {
  return std::any_of(at.begin(), at.end(), [&](std::uint32_t place) {
    const Node& node = nodes_[place];
    return node.any != 0 || node.deep != 0 || !node.keys.empty();
  });
}

}  // namespace gh::takeout
