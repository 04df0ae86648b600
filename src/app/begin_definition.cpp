#include "app/begin_definition.h"

#include "app/answer.h"
#include "app/definitions.h"
#include "fetch/fetch.h"
#include "page/cage/cage.h"
#include "scrape/draft.h"
#include "takeout/saved_page.h"

namespace gh::app {
namespace {

using Host = std::function<void(const std::string&)>;

base::Result<takeout::SavedPage> fetch_page(const House& house, const std::string& url,
                                            const BeginOptions& options, const Host& on_host) {
  const auto address = net::parse_address(url);
  if (!address) return address.error();
  const auto walls = load_walls(house);
  if (!walls) return walls.error();
  on_host(address->host_and_port());
  net::Policy policy;
  policy.user_agent = fetch::user_agent();
  policy.allowed_hosts = options.allowed_hosts;
  policy.ca_file = options.ca_file;
  fetch::Fetched page;
  fetch::fetch_all({url}, policy, {}, *walls, [&](fetch::Fetched fetched) { page = std::move(fetched); });
  if (!page.body.empty()) {
    takeout::SavedPage saved;
    saved.file = page.url;
    saved.content_type = page.content_type;
    saved.bytes = std::move(page.body);
    return saved;
  }
  return base::Error{base::ErrorKind::unavailable, page.detail, url,
                     "save the page from your browser and give us the file"};
}

}  // namespace

base::Result<std::string> begin_definition(const House& house, const std::string& what,
                                           const BeginOptions& options, const Host& on_host) {
  const bool is_address = what.find("://") != std::string::npos;
  const auto page = is_address ? fetch_page(house, what, options, on_host) : takeout::read_saved_page(what);
  if (!page) return page.error();
  const auto shelf = open_shelf(house);
  if (!shelf) return shelf.error();
  const auto general = shelf->whole(scrape::Shelf::generic);
  if (!general) return general.error();
  const page::Reading reading = options.caged ? page::Cage().read_page(page->bytes, page->content_type)
                                              : page::read_page(page->bytes, page->content_type);
  const std::string url = is_address            ? page->file
                          : options.url.empty() ? scrape::own_address(reading.page)
                                                : options.url;
  return scrape::draft_definition(reading.page, url, **general);
}

}  // namespace gh::app
