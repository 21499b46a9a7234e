/* A text a file: each line is a content. Whose it is, the file does not say. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sayso_plugin.h"

typedef struct buffer {
  char* bytes;
  size_t size, room;
} buffer;

static sayso_text text(const char* s) {
  sayso_text made;
  made.data = s;
  made.size = strlen(s);
  return made;
}

static int append(buffer* to, const void* bytes, size_t size) {
  if (to->size + size + 1 > to->room) {
    const size_t room = 2 * (to->size + size + 1);
    char* const grown = realloc(to->bytes, room);
    if (grown == NULL) return 1;
    to->bytes = grown;
    to->room = room;
  }
  if (size > 0) memcpy(to->bytes + to->size, bytes, size);
  to->size += size;
  to->bytes[to->size] = '\0';
  return 0;
}

static int append_span(buffer* to, unsigned long long number, unsigned long long begin, unsigned long long end) {
  char json[200];
  const int length = snprintf(json, sizeof json, "%s{\"id\": \"new:%llu\", \"layer\": \"content\", \"at\": [[%llu, %llu]]}",
                              number > 0 ? ", " : "", number, begin, end);
  return append(to, json, (size_t)length);
}

/* Bytes that begin a character of UTF-8; the host refuses a text that is not UTF-8. */
static unsigned begins(char c) { return ((unsigned char)c & 0xC0) != 0x80; }

static int give(const sayso_host* host, const buffer* file, sayso_text name, buffer* spans) {
  sayso_new_article article;
  sayso_new_annotations annotations;
  unsigned long long at = 0, begin = 0, number = 0; /* code points */
  size_t i;
  if (append(spans, "[", 1) != 0) return 1;
  for (i = 0; i <= file->size; ++i) {
    if (i == file->size || file->bytes[i] == '\n') {
      if (at > begin && append_span(spans, number++, begin, at) != 0) return 1;
      begin = at + 1;
    }
    if (i < file->size) at += begins(file->bytes[i]);
  }
  if (append(spans, "]", 1) != 0) return 1;
  memset(&article, 0, sizeof article);
  article.struct_size = (uint32_t)sizeof article;
  article.from = name;
  article.text.data = file->bytes;
  article.text.size = file->size;
  if (host->article(host, &article) != 0) return 1;
  memset(&annotations, 0, sizeof annotations);
  annotations.struct_size = (uint32_t)sizeof annotations;
  annotations.article = name;
  annotations.spans_json.data = spans->bytes;
  annotations.spans_json.size = spans->size;
  return host->annotations(host, &annotations);
}

static int32_t open(const sayso_host* host, const sayso_project* project, void** self) {
  (void)host;
  (void)project;
  *self = calloc(1, sizeof(buffer));
  return *self == NULL;
}

static int32_t input(const sayso_host* host, void* self, const sayso_input* input) {
  buffer* const file = self;
  buffer spans = {NULL, 0, 0};
  int failed;
  if (input->offset == 0) file->size = 0;
  if (append(file, input->bytes, input->size) != 0) return 1;
  if (!input->is_last) return 0;
  if (file->size == 0 || memchr(file->bytes, '\0', file->size) != NULL) {
    host->fail(host, text("it is no text"), text("name a file of plain text in UTF-8"));
    return 1;
  }
  failed = give(host, file, input->name, &spans);
  free(spans.bytes);
  return failed;
}

static void close(const sayso_host* host, void* self) {
  (void)host;
  free(((buffer*)self)->bytes);
  free(self);
}

static const sayso_plugin plugin = {
    .struct_size = sizeof(sayso_plugin),
    .abi_major = SAYSO_PLUGIN_ABI_MAJOR,
    .abi_minor = SAYSO_PLUGIN_ABI_MINOR,
    .description = "{\"id\": \"org.example.@name@\", \"version\": \"0.1.0\", \"kind\": \"importer\"}",
    .open = open,
    .input = input,
    .close = close,
};

SAYSO_PLUGIN_EXPORT const sayso_plugin* sayso_plugin_entry(uint32_t major, uint32_t minor) {
  (void)major;
  (void)minor;
  return &plugin;
}
