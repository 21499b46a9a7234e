#include "ui/cli/interrupt.h"

#include <atomic>
#include <csignal>

namespace sayso::cli {
namespace {

// Lock-free, so that a handler may set it and another thread may look.
std::atomic<int> asked = 0;
static_assert(std::atomic<int>::is_always_lock_free);
struct sigaction before_int, before_term;

void note(int) { asked = 1; }

}  // namespace

InterruptWatch::InterruptWatch() {
  asked = 0;
  struct sigaction action = {};
  action.sa_handler = note;  // without SA_RESTART: a read that waits must end
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, &before_int);
  sigaction(SIGTERM, &action, &before_term);
}

InterruptWatch::~InterruptWatch() {
  sigaction(SIGINT, &before_int, nullptr);
  sigaction(SIGTERM, &before_term, nullptr);
}

bool InterruptWatch::asked_to_stop() const { return asked != 0; }

}  // namespace sayso::cli
