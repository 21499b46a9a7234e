// The articles as the list on the left has them: how far each is, which ones the filter leaves, and which of these
// are to do or done. An article is named by its place in the project's sorted list. A frame takes the rows that it
// shows by number; searching and what is read of files come in small parts. 16 bytes an article. Owned by the editor,
// main thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "annotations/model/ids.h"
#include "annotations/query/progress.h"

namespace sayso::ui {

class ArticleList {
 public:
  // So many articles, nothing known of any, no filter.
  void reset(std::size_t articles);
  // One more article, at this place; the search begins anew.
  void insert(std::size_t place);
  std::size_t size() const { return rows_.size(); }

  // What was read from the files. Nothing changes where set() told what is shown.
  void set_read(std::size_t place, const ArticleProgress& progress);
  void set(std::size_t place, const ArticleProgress& progress);
  bool is_known(std::size_t place) const { return rows_[place].known; }
  // As of an article that nobody has begun, if it is not known.
  ArticleProgress progress(std::size_t place) const;
  // How many of all are submitted or skipped, as far as it is known.
  std::size_t closed() const { return closed_; }

  // Leaves those whose id has these letters, whatever the case; "" leaves all. The places come with search().
  void filter(const std::string& wanted);
  bool searching() const { return next_ < candidates_.size(); }
  // Looks through so many ids more. `articles` is the project's list.
  void search(const std::vector<ArticleId>& articles, std::size_t most);

  // The places found so far, in order.
  const std::vector<std::uint32_t>& todo() const;
  const std::vector<std::uint32_t>& done() const;

 private:
  struct Row {
    std::uint32_t records = 0;
    Status status = Status::open;
    bool begun : 1 = false;
    bool known : 1 = false;
    bool shown : 1 = false;  // told by set()
  };
  static bool is_closed(const Row& row) { return row.status == Status::done || row.status == Status::skipped; }

  void put(Row& row, const ArticleProgress& progress);
  void look_through(std::vector<std::uint32_t> candidates);
  void found(std::uint32_t place);
  void arrange() const;

  std::vector<Row> rows_;
  std::size_t closed_ = 0;
  std::string wanted_;                     // folded
  std::vector<std::uint32_t> candidates_;  // where the search looks; empty when it is over
  std::size_t next_ = 0;                   // of these
  mutable std::vector<std::uint32_t> todo_, done_;
  mutable bool stale_ = false;  // an article was closed or re-opened since the two were parted
};

}  // namespace sayso::ui
