#include "page/html/guard.h"

#include <algorithm>
#include <functional>

namespace gh::page {
namespace {

constexpr std::size_t kin_reach = 64;

std::uint32_t kin_of(std::uint32_t traits) { return traits >> trait::kin_shift; }

}  // namespace

void Guard::count_attributes(const TagToken& token) {
  if (token.attributes > limits_.max_attributes) verdict_ = "a tag with too many attributes";
}

void Guard::count_nodes(std::size_t count) {
  nodes_ += count;
  if (nodes_ > limits_.max_nodes) verdict_ = "too many elements";
}

void Guard::tag(const TagToken& token) {
  count_attributes(token);
  if (token.closing) {
    close(token);
  } else {
    open(token);
  }
}

void Guard::open(const TagToken& token) {
  if (closed_early_ != 0 && (token.traits & trait::block) == 0) open_again();
  count_nodes(1);
  if ((token.traits & trait::is_void) != 0 || (token.self_closing && foreign_)) return;
  foreign_ = foreign_ || (token.traits & trait::foreign_root) != 0;
  close_kin(kin_of(token.traits));
  if ((token.traits & trait::formatting) != 0) {
    remember(token);
  } else {
    push({token.name, token.traits, formatting_.size(), 0});
  }
}

void Guard::push(const Open& element) {
  open_.push_back(element);
  if (open_.size() > limits_.max_depth) verdict_ = "nested too deep";
}

void Guard::open_again() {
  for (Formatting& element : formatting_) {
    if (element.open) continue;
    element.open = true;
    count_nodes(1);
    push({element.name, trait::formatting, formatting_.size(), element.serial});
  }
  closed_early_ = 0;
}

// Closes the nearest open element of the kin, as a new sibling of it does, but never one outside this table
// or list.
void Guard::close_kin(std::uint32_t kin) {
  if (kin == 0) return;
  const std::size_t lowest = open_.size() > kin_reach ? open_.size() - kin_reach : 0;
  for (std::size_t i = open_.size(); i-- > lowest;) {
    if (kin_of(open_[i].traits) == kin) return pop_to(i);
    if ((open_[i].traits & trait::kin_stop) != 0) return;
  }
}

void Guard::remember(const TagToken& token) {
  const std::size_t tag = std::hash<std::string_view>{}(html_.substr(token.begin, token.end - token.begin));
  const auto same = [&](const Formatting& other) { return other.tag == tag; };
  if (std::count_if(formatting_.begin(), formatting_.end(), same) >= 3) {
    formatting_.erase(std::find_if(formatting_.begin(), formatting_.end(), same));
  }
  formatting_.push_back({token.name, tag, ++serial_, true});
  push({token.name, token.traits, formatting_.size(), serial_});
}

void Guard::close(const TagToken& token) {
  if ((token.traits & trait::foreign_root) != 0) foreign_ = false;
  if ((token.traits & trait::formatting) != 0) forget(token.name);
  for (std::size_t i = open_.size(); i-- > 0;) {
    if (open_[i].name == token.name) return pop_to(i);
  }
}

void Guard::forget(const TagName& name) {
  for (std::size_t i = formatting_.size(); i-- > 0;) {
    if (formatting_[i].name != name) continue;
    formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(i));
    return;
  }
}

// Closes everything from open_[index] on; closing a marker forgets the formatting that was opened inside it.
void Guard::pop_to(std::size_t index) {
  for (std::size_t i = open_.size(); i-- > index;) {
    if (open_[i].serial != 0) note_closed_early(open_[i].serial);
    if ((open_[i].traits & trait::marker) != 0 && formatting_.size() > open_[i].remembered) {
      formatting_.resize(open_[i].remembered);
    }
  }
  open_.resize(index);
}

void Guard::note_closed_early(std::size_t serial) {
  for (Formatting& element : formatting_) {
    if (element.serial != serial) continue;
    element.open = false;
    ++closed_early_;
  }
}

}  // namespace gh::page
