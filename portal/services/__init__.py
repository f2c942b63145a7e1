"""What people can do, by topic. Each reads, decides and commits; none knows Flask."""
