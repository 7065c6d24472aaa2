NEWS = """\
Island News

Ferry line reopens after repairs to both piers

By Ada Lindqvist

Advertisement

The ferry line between Osterhavn and the islands reopens on Monday, a year after the storm that \
broke both of its piers.

Read more: Storm damage was worse than feared

The council paid four million crowns for the repairs, and the first boat leaves at seven in the \
morning, said its chair, Mona Vik.

Share this article
Facebook
Copy link

Sign up for our free newsletter
"""
STORY = """\
The ferry line between Osterhavn and the islands reopens on Monday, a year after the storm that \
broke both of its piers.

The council paid four million crowns for the repairs, and the first boat leaves at seven in the \
morning, said its chair, Mona Vik.
"""
