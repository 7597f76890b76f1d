module github.com/coocood/freecache
