#!/usr/bin/perl
# The people and tickets of tools/rt/seed, in Znuny: each ticket begins with a customer's mail, taken in by Znuny's own postmaster.
# Usage: perl seed.pl ZNUNY_HOME FOLDER
use strict;
use warnings;
use utf8;

my ($home, $folder);
BEGIN {
    ($home, $folder) = @ARGV;
    die "usage: seed.pl ZNUNY_HOME FOLDER\n" if !$folder;
    unshift @INC, $home, "$home/Kernel/cpan-lib", "$home/Custom";
}
use JSON ();
use Kernel::System::ObjectManager;

local $Kernel::OM = Kernel::System::ObjectManager->new('Kernel::System::Log' => {LogPrefix => 'seed'});
my $om = $Kernel::OM;

our (@Users, @Queues);
do "$folder/people.pl" or die "$folder/people.pl: $@ $!\n";

sub slurp {
    my ($path) = @_;
    open my $file, '<:raw', $path or die "$path: $!\n";
    local $/;
    return scalar <$file>;
}
sub must { my ($what, $done) = @_; die "$what failed\n" if !$done; return $done; }

my $users_group = $om->Get('Kernel::System::Group')->GroupLookup(Group => 'users');
for my $queue (@Queues) {
    must($queue->{Name}, $om->Get('Kernel::System::Queue')->QueueAdd(
        Name => $queue->{Name}, ValidID => 1, GroupID => $users_group, SystemAddressID => 1, SalutationID => 1, SignatureID => 1, UserID => 1,
        FollowUpID => 1, FollowUpLock => 0, Comment => '',
    ));
}

for my $user (grep { $_->{Privileged} } @Users) {
    my ($first, $last) = split / /, $user->{RealName}, 2;
    my $id = must($user->{Name}, $om->Get('Kernel::System::User')->UserAdd(
        UserFirstname => $first, UserLastname => $last, UserLogin => $user->{Name}, UserPw => $user->{Password}, UserEmail => $user->{EmailAddress}, ValidID => 1,
        ChangeUserID => 1,
    ));
    $om->Get('Kernel::System::Group')->PermissionGroupUserAdd(GID => $users_group, UID => $id, Permission => {rw => 1}, UserID => 1);
}

for my $customer (grep { !$_->{Privileged} } @Users) {
    my ($first, $last) = split / /, $customer->{RealName}, 2;
    must($customer->{Name}, $om->Get('Kernel::System::CustomerUser')->CustomerUserAdd(
        Source => 'CustomerUser', UserFirstname => $first, UserLastname => $last, UserCustomerID => $customer->{EmailAddress}, UserLogin => $customer->{EmailAddress},
        UserEmail => $customer->{EmailAddress}, UserMobile => $customer->{MobilePhone}, UserStreet => $customer->{Address1}, UserCity => $customer->{City}, ValidID => 1,
        UserID => 1,
    ));
}

my %fields = ('NIK' => 'NIK', 'No. HP' => 'NoHP', 'Alamat' => 'Alamat');
my %field_of;
my $order = 1;
for my $label (sort keys %fields) {
    my $id = must($label, $om->Get('Kernel::System::DynamicField')->DynamicFieldAdd(
        Name => $fields{$label}, Label => $label, FieldOrder => $order++, FieldType => 'Text', ObjectType => 'Ticket', Config => {DefaultValue => ''}, ValidID => 1, UserID => 1,
    ));
    $field_of{$label} = $om->Get('Kernel::System::DynamicField')->DynamicFieldGet(ID => $id);
}

my $tickets = $om->Get('Kernel::System::Ticket');
my $user_of = sub { must($_[0], $om->Get('Kernel::System::User')->UserLookup(UserLogin => $_[0])) };

# A customer's mail: a new ticket, or a reply when its subject holds the ticket's number.
sub receive {
    my ($mail, $queue, $number) = @_;
    my $text = slurp("$folder/mail/$mail");
    $text =~ s/\[helpdesk\.test #1\]/[Ticket#$number]/ if $number;
    my $communication = $om->Create('Kernel::System::CommunicationLog', ObjectParams => {Transport => 'Email', Direction => 'Incoming'});
    $communication->ObjectLogStart(ObjectLogType => 'Message');
    my $postmaster = $om->Create('Kernel::System::PostMaster', ObjectParams => {CommunicationLogObject => $communication, Email => \$text, Trusted => 0});
    my @done = $postmaster->Run(Queue => $queue // 'Raw');
    $communication->ObjectLogStop(ObjectLogType => 'Message', Status => 'Successful');
    $communication->CommunicationStop(Status => 'Successful');
    die "$mail: not taken in\n" if !$done[0] || !$done[1];
    return $done[1];
}

sub act {
    my ($id, $act) = @_;
    my $number = $tickets->TicketNumberLookup(TicketID => $id);
    return receive($act->{mail}, undef, $number) if $act->{mail};
    my $user = $user_of->($act->{by});
    my %who = $om->Get('Kernel::System::User')->GetUserData(UserID => $user);
    my $note = $act->{do} eq 'comment';
    my %ticket = $tickets->TicketGet(TicketID => $id, UserID => 1);
    must("article of ticket $id", $om->Get('Kernel::System::Ticket::Article')->BackendForChannel(ChannelName => $note ? 'Internal' : 'Email')->ArticleCreate(
        TicketID => $id, SenderType => 'agent', IsVisibleForCustomer => $note ? 0 : 1, From => "$who{UserFullname} <$who{UserEmail}>", To => $ticket{CustomerUserID},
        Subject => $note ? 'Catatan' : "Re: $ticket{Title}", Body => $act->{html} // $act->{text}, MimeType => $act->{html} ? 'text/html' : 'text/plain', Charset => 'utf-8',
        HistoryType => $note ? 'AddNote' : 'SendAnswer', HistoryComment => 'seeded', UserID => $user,
    ));
}

for my $entry (@{JSON->new->utf8->decode(slurp("$folder/tickets.json"))}) {
    my $id = receive($entry->{mail}, $entry->{queue});
    # A ticket's values are cached by the object that read them.
    $om->ObjectsDiscard(Objects => ['Kernel::System::Ticket', 'Kernel::System::Cache']);
    $tickets = $om->Get('Kernel::System::Ticket');
    for my $label (sort keys %{$entry->{fields} // {}}) {
        must("ticket $id, $label", $om->Get('Kernel::System::DynamicField::Backend')->ValueSet(
            DynamicFieldConfig => $field_of{$label}, ObjectID => $id, Value => $entry->{fields}{$label}, UserID => $user_of->($entry->{owner} // 'ratna'),
        ));
    }
    if ($entry->{owner}) {
        my $owner = $user_of->($entry->{owner});
        must("owner of ticket $id", $tickets->TicketOwnerSet(TicketID => $id, NewUserID => $owner, SendNoNotification => 1, UserID => $owner));
        must("lock of ticket $id", $tickets->TicketLockSet(TicketID => $id, Lock => 'lock', SendNoNotification => 1, UserID => $owner));
        must("state of ticket $id", $tickets->TicketStateSet(TicketID => $id, State => 'open', SendNoNotification => 1, UserID => $owner));
    }
    act($id, $_) for @{$entry->{then} // []};
    $tickets->TicketStateSet(TicketID => $id, State => 'closed successful', SendNoNotification => 1, UserID => 1) if $entry->{status};
    print "ticket $id: $entry->{queue}\n";
}
