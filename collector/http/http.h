// HTTP/1.1 by Boost.Beast: connections, their limits and their end. What a request means is routes.h.
//
//   accept ─▶ TLS, if it is on (in time) ─▶ head (8 KiB, in time) ─▶ admitted? ─▶ body (bounded by route, in time) ─▶ answer (from the disk) ─▶ write (in time) ─┐
//                    ▲                     └─ no: answer, drain a little, close                                                 │
//                    └──────────────────────────────────── keep-alive ────────────────────────────────────────────────────┘
//
// When every place is taken, whoever comes takes that of the address that has most, from the oldest connection of it that is waited for (its head, its
// body): who opens hundreds and sends them byte by byte is in nobody's way but their own. A whole company behind one address has all places while it is alone.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <chrono>
#include <atomic>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>

#include "http/routes.h"
#include "http/tls.h"

namespace tirai::collector {

struct HttpLimits {
  std::chrono::milliseconds timeout{15000};  ///< for each of: waiting and head, body, writing the answer
  std::size_t connections = 512;             ///< one more takes a waiting one's place of an address that has many (above), or is answered 503
  Proxies proxies;
};

class HttpServer {
 public:
  /// Without `tls` it speaks plain HTTP.
  HttpServer(boost::asio::io_context& context, Api& api, HttpLimits limits, Tls* tls);

  /// Binds, listens and accepts from now on; the port it got.
  [[nodiscard]] Result<std::uint16_t> listen(const std::string& host, std::uint16_t port);
  /// Closes the door and every idle connection; a request under way is still answered, with `Connection: close`.
  /// Calls `empty` once, when the last connection is gone.
  void stop(std::function<void()> empty);

 private:
  struct Connection {
    Connection(boost::asio::ip::tcp::socket socket, Tls* from);
    boost::beast::tcp_stream stream;
    Tls::Context context;  ///< lives as long as what it was made for
    std::optional<boost::asio::ssl::stream<boost::beast::tcp_stream&>> tls;
    const std::string address;  ///< whose; never logged
    bool idle = true;  ///< waiting for a head; touched on the stream's strand only
    std::atomic<bool> reading = true;  ///< a handshake, head or body: the other side's turn
    std::atomic<bool> leaving = false;  ///< another one has its place
    std::list<std::shared_ptr<Connection>>::iterator place;  ///< among those of its address
  };
  using Shared = std::shared_ptr<Connection>;
  struct Exchange;

  boost::asio::awaitable<void> accept();
  void start(boost::asio::ip::tcp::socket socket);
  [[nodiscard]] bool find_place(const Shared& connection);
  [[nodiscard]] Shared who_yields(const std::string& to) const;
  void finished(const Shared& connection);
  boost::asio::awaitable<void> serve(Shared connection);
  boost::asio::awaitable<bool> shake_hands(Connection& connection);
  boost::asio::awaitable<bool> serve_one(Connection& connection, Exchange& exchange);
  boost::asio::awaitable<std::optional<Answer>> ask(Connection& connection, Exchange& exchange);
  boost::asio::awaitable<bool> reply(Connection& connection, Exchange& exchange, Answer answer);
  [[nodiscard]] bool stopping();

  boost::asio::io_context& context_;
  boost::asio::ip::tcp::acceptor acceptor_;
  Api& api_;
  const HttpLimits limits_;
  Tls* const tls_;
  std::mutex mutex_;
  using Guests = std::list<Shared>;  ///< the oldest first
  std::map<std::string, Guests> open_;  ///< by address
  std::size_t places_ = 0;  ///< taken: those who leave have none
  bool stopping_ = false;
  std::function<void()> empty_;
};

}  // namespace tirai::collector
