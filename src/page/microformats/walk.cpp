#include "page/microformats/walk.h"

namespace gh::page::microformats {
namespace {

constexpr std::uint32_t max_includes = 2;  // included by an include

}  // namespace

bool Document::spend(std::size_t cost) {
  if (cost > left_) {
    left_ = 0;
    cut = true;
    return false;
  }
  left_ -= cost;
  return true;
}

std::optional<std::uint32_t> Document::by_id(std::string_view id) {
  if (!ids_) {
    ids_.emplace();
    for (std::uint32_t i = 1; i < page.nodes.size(); ++i) {
      if (page.nodes[i].attribute_count == 0) continue;
      if (const std::string_view own = page.value(page.nodes[i], "id"); !own.empty())
        ids_->try_emplace(own, i);
    }
  }
  const auto found = ids_->find(id);
  return found == ids_->end() ? std::nullopt : std::optional(found->second);
}

void Document::add_includes(std::uint32_t index, std::vector<std::uint32_t>& out) {
  const Node& element = node(index);
  if (element.attribute_count == 0) return;
  const auto add = [&](std::string_view id) {
    if (!spend(8)) return;
    if (const auto found = by_id(id)) out.push_back(*found);
  };
  if (const std::string_view refs = page.value(element, "itemref"); !refs.empty())
    return for_each_token(refs, add);
  bool include = false;
  if (element.tag == Tag::a || element.tag == Tag::object) {
    for_each_token(classes(index), [&](std::string_view token) { include = include || token == "include"; });
  }
  if (include) {
    const std::string_view target = page.value(element, element.tag == Tag::object ? "data" : "href");
    if (target.starts_with('#') && target.size() > 1) add(target.substr(1));
  } else if (element.tag == Tag::td) {
    for_each_token(page.value(element, "headers"), add);
  }
}

Walk::Walk(Document& document, std::uint32_t root, bool includes, bool charged)
    : document_(document), charged_(charged) {
  push(root, includes, false, 0);
}

void Walk::push(std::uint32_t root, bool includes, bool announced, std::uint32_t depth) {
  if (announced) frames_.push_back({0, 0, depth, true});
  if (includes && depth < max_includes) {
    included_.clear();
    document_.add_includes(root, included_);
    for (auto include = included_.rbegin(); include != included_.rend(); ++include) {
      if (document_.page.within(root, *include)) continue;  // in itself
      frames_.push_back({*include, document_.node(*include).end, depth + 1, false});
    }
  }
  frames_.push_back({root + 1, document_.node(root).end, depth, false});
}

bool Walk::next() {
  node_ = nothing;
  while (!frames_.empty()) {
    Frame& top = frames_.back();
    if (top.next >= top.end) {
      const bool announced = top.announced;
      frames_.pop_back();
      if (announced) return true;
      continue;
    }
    node_ = top.next++;
    if ((charged_ || top.depth > 0) && !document_.spend(8)) {
      top.next = top.end;
    } else if (document_.node(node_).tag == Tag::template_) {
      skip();
    } else {
      return true;
    }
    node_ = nothing;
  }
  return false;
}

void Walk::skip() { frames_.back().next = document_.node(node_).end; }

void Walk::branch(bool includes, bool announced) {
  const std::uint32_t depth = frames_.back().depth;
  skip();
  push(node_, includes, announced, depth);
}

}  // namespace gh::page::microformats
