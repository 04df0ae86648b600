// libcurl's handles, owned. The one file of the house that includes <curl/curl.h>; stays inside src/net.
#pragma once

#include <curl/curl.h>
#include <memory>

namespace gh::net {

template <auto close>
struct Closer {
  template <class T>
  void operator()(T* handle) const noexcept {
    close(handle);
  }
};

using Easy = std::unique_ptr<CURL, Closer<curl_easy_cleanup>>;
using Multi = std::unique_ptr<CURLM, Closer<curl_multi_cleanup>>;
using Url = std::unique_ptr<CURLU, Closer<curl_url_cleanup>>;
using HeaderLines = std::unique_ptr<curl_slist, Closer<curl_slist_free_all>>;
using CurlText = std::unique_ptr<char, Closer<curl_free>>;

}  // namespace gh::net
