package main

func main() { panic("todo") }
