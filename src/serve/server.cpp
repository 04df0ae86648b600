#include "serve/server.h"

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <optional>

#include "base/text.h"
#include "serve/rate_limit.h"
#include "serve/rules.h"

namespace gh::serve {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Wire = http::request<http::string_body>;

std::string text_of(beast::string_view text) { return std::string(text); }

/// The wire's request as our own value.
Request read(const Wire& wire, std::string remote, bool behind_proxy) {
  Request request;
  request.method = text_of(wire.method_string());
  const std::string target = text_of(wire.target());
  const std::size_t question = std::min(target.find('?'), target.size());
  request.path = decode_percent(target.substr(0, question), false);
  if (question < target.size()) request.query = read_fields(std::string_view(target).substr(question + 1));
  for (const auto& field : wire)
    request.headers[base::lower_ascii(text_of(field.name_string()))] = text_of(field.value());
  request.body = wire.body();
  request.remote = std::move(remote);
  const std::string_view forwarded = request.header("x-forwarded-for");
  if (behind_proxy && !forwarded.empty()) request.remote = base::trim(base::split(forwarded, ',').back());
  return request;
}

std::int64_t now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

}  // namespace

struct Server::Implementation {
  Implementation(const Options& given, Handler handle)
      : options(given), handler(std::move(handle)), rate(given.posts), acceptor(context), signals(context) {}

  void accept();
  Response answer(const Request& request);

  Options options;
  Handler handler;
  Rules rules;
  RateLimit rate;
  std::size_t connections = 0;
  asio::io_context context{1};
  tcp::acceptor acceptor;
  asio::signal_set signals;
};

namespace {

using House = Server::Implementation;

/// One connection, from its first request to its last. It keeps itself alive through its handlers.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, House& house) : stream_(std::move(socket)), house_(house) {
    ++house_.connections;
    beast::error_code ignored;
    const auto end = stream_.socket().remote_endpoint(ignored);
    if (!ignored) remote_ = end.address().to_string();
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { --house_.connections; }

  void begin() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(house_.options.max_header_bytes));
    parser_->body_limit(house_.options.max_body_bytes);
    stream_.expires_after(house_.options.patience);
    http::async_read(
        stream_, buffer_, *parser_,
        [self = shared_from_this()](beast::error_code error, std::size_t) { self->on_read(error); });
  }

  /// For the one too many.
  void turn_away() { write(plain(503, "Too many at once; try again soon."), false, false); }

 private:
  void on_read(beast::error_code error) {
    if (error == http::error::header_limit)
      return write(plain(431, "That request is too long."), false, false);
    if (error == http::error::body_limit) return write(plain(413, "That is too much at once."), false, false);
    if (error == http::error::end_of_stream || error == beast::error::timeout || is_gone(error)) return;
    if (error) return write(plain(400, "That is no request."), false, false);
    const Wire& wire = parser_->get();
    write(house_.answer(read(wire, remote_, house_.options.behind_proxy)), wire.keep_alive(),
          wire.method() == http::verb::head);
  }

  static bool is_gone(beast::error_code error) {
    return error == asio::error::eof || error == asio::error::connection_reset ||
           error == asio::error::operation_aborted || error == http::error::partial_message;
  }

  void write(Response answer, bool keep, bool head) {
    protect(answer);
    wire_.emplace();
    wire_->version(11);
    wire_->result(static_cast<unsigned>(answer.status));
    wire_->set(http::field::content_type, answer.content_type);
    for (const auto& [name, value] : answer.headers) wire_->insert(name, value);
    wire_->keep_alive(keep);
    const std::size_t length = answer.body.size();
    if (!head) wire_->body() = std::move(answer.body);
    wire_->content_length(length);
    stream_.expires_after(house_.options.patience);
    http::async_write(stream_, *wire_,
                      [self = shared_from_this(), keep](beast::error_code error, std::size_t) {
                        if (!error && keep) return self->begin();
                        beast::error_code ignored;
                        self->stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
                      });
  }

  beast::tcp_stream stream_;
  House& house_;
  std::string remote_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  std::optional<http::response<http::string_body>> wire_;
};

}  // namespace

void Server::Implementation::accept() {
  acceptor.async_accept([this](beast::error_code error, tcp::socket socket) {
    if (error == asio::error::operation_aborted) return;
    if (!error) {
      const bool room = connections < options.max_connections;
      const auto connection = std::make_shared<Connection>(std::move(socket), *this);
      room ? connection->begin() : connection->turn_away();
    }
    accept();
  });
}

Response Server::Implementation::answer(const Request& request) {
  if (auto refused = refusal(request, rules)) return std::move(*refused);
  if (request.method == "POST" && !rate.admits(request.remote, now())) {
    Response response = plain(429, "Too many requests; try again in a minute.");
    response.headers.emplace_back("Retry-After", "60");
    return response;
  }
  return handler(request);
}

base::Result<Server> Server::listen(const Options& options, Handler handler) {
  auto house = std::make_shared<Implementation>(options, std::move(handler));
  const auto failed = [&](const beast::error_code& error) {
    return base::Error{base::ErrorKind::unavailable, error.message(),
                       options.address + ":" + std::to_string(options.port),
                       "choose another address or port of this machine"};
  };
  beast::error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) return failed(error);
  const tcp::endpoint end(address, options.port);
  house->acceptor.open(end.protocol(), error);
  if (!error) house->acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) house->acceptor.bind(end, error);
  if (!error) house->acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return failed(error);
  Server server(std::move(house));
  const std::string port = ":" + std::to_string(server.port());
  server.implementation_->rules.hosts = {options.address + port, "localhost" + port};
  for (const std::string& host : options.hosts) server.implementation_->rules.hosts.push_back(host);
  return server;
}

Server::Server(std::shared_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Server::Server(Server&&) noexcept = default;
Server::~Server() = default;

std::uint16_t Server::port() const { return implementation_->acceptor.local_endpoint().port(); }

void Server::run() {
  Implementation& house = *implementation_;
  house.signals.add(SIGINT);
  house.signals.add(SIGTERM);
  house.signals.async_wait([&house](beast::error_code error, int) {
    if (!error) house.context.stop();
  });
  house.accept();
  house.context.run();
}

void Server::stop() { implementation_->context.stop(); }

}  // namespace gh::serve
